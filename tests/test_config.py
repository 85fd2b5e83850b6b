"""Settings: one record a stage, strictly read."""

from __future__ import annotations

import pytest

from transcript_rupture.config import Settings, parse_settings
from transcript_rupture.errors import SettingsError


def test_settings_are_read_by_stage() -> None:
    settings = parse_settings(
        "[segment]\nfold_backchannels = false\n[link]\ngap_turns = 6"
    )

    assert (settings.segment.fold_backchannels, settings.link.gap_turns) == (False, 6)


def test_without_a_file_everything_has_its_default() -> None:
    assert parse_settings("") == Settings()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[link", "not TOML"),
        ("[mood]\nhigh = 1", r"no stage has settings called \[mood\]"),
        ("link = 3", "no stage"),
        ("[link]\nmood = 1", r"\[link\] has no setting mood"),
        ("[link]\ngap_turns = 'many'", "wrong kind"),
        ("[link]\ngap_turns = 0", "must be positive"),
        ("[link]\nintensity_points = [3, 2, 5, 6]", "must rise"),
        ("[measure]\nsmoothing = 2.0", "smoothing"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_stage(text: str, complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        parse_settings(text)
