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
        ("[link]\nintensity_points = [3, 2, 5, 6]", "must be four rising numbers"),
        ("[measure]\nsmoothing = 2.0", "smoothing"),
        ("[segment]\nfold_backchannels = 'no'", "fold_backchannels is of the wrong"),
        ("[segment]\nfold_backchannels = 1", "fold_backchannels is of the wrong"),
        ("[segment]\nbackchannel_words = 2.5", "backchannel_words is of the wrong"),
        ("[segment]\nbackchannel_words = true", "backchannel_words is of the wrong"),
        ("[segment]\nbackchannel_words = 0", "must be positive"),
        ("[link]\ngap_turns = 2.5", "gap_turns is of the wrong"),
        ("[link]\nanswer_turns = -5", "answer_turns must not be negative"),
        ("[link]\nintensity_points = []", "four rising numbers"),
        ("[link]\nintensity_points = [1]", "four rising numbers"),
        ("[link]\nintensity_points = [1, 2, 2, 3]", "four rising numbers"),
        ("[link]\nintensity_points = 3", "intensity_points is of the wrong"),
        ("[link]\nintensity_points = ['a', 'b', 'c', 'd']", "is of the wrong"),
        ("[link]\nintensity_points = [1, 2, 3, inf]", "is of the wrong"),
        ("[measure]\ncontrol_limit = -3", "control_limit must be positive"),
        ("[measure]\ncontrol_limit = nan", "control_limit is of the wrong"),
        ("[measure]\nplain_answer_ms = -1", "plain_answer_ms must not be negative"),
        ("[measure]\nown_turns = 0", "must be positive"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_stage(text: str, complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        parse_settings(text)


def test_whole_numbers_will_do_where_others_are_meant() -> None:
    text = "[measure]\ncontrol_limit = 3\n[link]\nintensity_points = [1, 2, 3, 4]"

    settings = parse_settings(text)

    assert repr(settings.measure.control_limit) == "3.0"
    assert repr(settings.link.intensity_points) == "(1.0, 2.0, 3.0, 4.0)"
