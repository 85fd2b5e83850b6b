"""A tiny untrained model: the real files and the real loading path, a toy brain."""

from __future__ import annotations

import shutil
import string
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel

from transcript_rupture.classify import ModelConfig, ModelFolder, Sigmoid, seal
from transcript_rupture.classify.folder import CARD, FUSION, NETWORK, TOKENIZER
from transcript_rupture.classify.labels import FAMILIES
from transcript_rupture.classify.window import WindowSettings
from transcript_rupture.train.encoder import TurnEncoder
from transcript_rupture.train.export import export

ROOT = Path(__file__).parents[1]
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
LETTERS = [*string.ascii_lowercase, *string.digits, *string.punctuation]


def tiny_base(folder: Path) -> Path:
    """A base of two layers with random weights and a tokenizer of single letters."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [*SPECIAL, "client", "therapist", *LETTERS, *(f"##{c}" for c in LETTERS)]
    tokenizer = Tokenizer(
        models.WordPiece({n: i for i, n in enumerate(names)}, unk_token="[UNK]")  # noqa: S106
    )
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / TOKENIZER))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(names),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
    )
    BertModel(config).save_pretrained(folder)
    return folder


def tiny_model(folder: Path, *, shift: float = 0.0) -> ModelFolder:
    """A sealed model folder; ``shift`` moves every family's probability."""
    base = tiny_base(folder.with_name(f"{folder.name}-base"))
    folder.mkdir(parents=True)
    torch.manual_seed(0)
    export(TurnEncoder(base), folder / NETWORK)
    shutil.copyfile(base / TOKENIZER, folder / TOKENIZER)
    shutil.copyfile(ROOT / "src/transcript_rupture/fuse/fusion.json", folder / FUSION)
    (folder / CARD).write_text("# A toy\n", encoding="utf-8")
    return seal(
        folder,
        ModelConfig(
            name=folder.name,
            window=WindowSettings(),
            calibration={f: Sigmoid(slope=1.0, shift=shift) for f in FAMILIES},
        ),
    )
