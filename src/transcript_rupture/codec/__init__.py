"""Timeline to plain values and back: the contract other programs rely on."""

from transcript_rupture.codec.decode import from_dict
from transcript_rupture.codec.encode import SCHEMA_NAME, to_dict
from transcript_rupture.codec.schema import schema, schema_text

__all__ = ["SCHEMA_NAME", "from_dict", "schema", "schema_text", "to_dict"]
