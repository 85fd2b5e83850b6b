"""How far a program agrees with raters: figures with intervals, over whole sessions."""

from transcript_rupture.evaluate.agreement import Agreement, measure_agreement
from transcript_rupture.evaluate.baselines import Baseline, baselines
from transcript_rupture.evaluate.examples import ExampleCounts, try_examples
from transcript_rupture.evaluate.found import analyze_rated, read_timelines
from transcript_rupture.evaluate.identity import rated_sha256
from transcript_rupture.evaluate.plain import to_plain
from transcript_rupture.evaluate.records import Program, Report
from transcript_rupture.evaluate.report import evaluate

__all__ = [
    "Agreement",
    "Baseline",
    "ExampleCounts",
    "Program",
    "Report",
    "analyze_rated",
    "baselines",
    "evaluate",
    "measure_agreement",
    "rated_sha256",
    "read_timelines",
    "to_plain",
    "try_examples",
]
