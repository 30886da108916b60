"""The configuration: which file counts, what a person's file changes, and one message for every mistake."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealwatch.config import THEMES, Config, load_config, store_path
from dealwatch.dossier import load_dossier
from dealwatch.errors import ConfigError
from dealwatch.values import FeedKind

FEED = '[[feeds]]\nurl = "https://example.org/feed"\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def load(folder: Path, text: str) -> Config:
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return load_config(file, {})


def test_the_shipped_default_is_found_and_sound() -> None:
    config = load_config(None, {})
    assert config.source.name == "config.toml"
    assert len(config.feeds) >= 20
    assert load_dossier(config.dossier, config.folder).id == "uk-us-tech"
    assert {feed.kind for feed in config.feeds if "news.google" in feed.url} == {FeedKind.AGGREGATOR}


def test_the_shipped_file_says_what_the_types_default_to() -> None:
    shipped = load_config(None, {})
    bare = Config(source=shipped.source)
    for table in ("dossier", "store", "refresh", "network", "review", "ui"):
        assert getattr(shipped, table) == getattr(bare, table)


def test_a_file_changes_its_own_keys_only(tmp_path: Path) -> None:
    config = load(tmp_path, "[refresh]\nconcurrency = 2\nhost_gap_seconds = 0\n")
    assert (config.refresh.concurrency, config.refresh.host_gap_seconds) == (2, 0)
    assert config.refresh.every_minutes == 15
    assert len(config.feeds) >= 20
    assert config.source == tmp_path / "mine.toml"


def test_feeds_of_a_file_replace_the_list(tmp_path: Path) -> None:
    (feed,) = load(tmp_path, FEED).feeds
    assert (feed.name, feed.outlet, feed.kind) == ("example.org", "example.org", FeedKind.NATIONAL)


def test_the_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert load(tmp_path, "\ufeffdossier = 'x'").dossier == "x"


def test_the_order_of_files(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "conf"))
    usual = home / "conf" / "dealwatch" / "config.toml"
    usual.parent.mkdir(parents=True)
    named, told = tmp_path / "named.toml", tmp_path / "told.toml"
    for file in (usual, named, told):
        file.write_text(f'dossier = "{file.stem}"', encoding="utf-8")
    env = {"DEALWATCH_CONFIG": str(told)}
    if os.name == "posix" and os.uname().sysname == "Linux":
        assert load_config(None, {}).dossier == "config"
    assert load_config(None, env).dossier == "told"
    assert load_config(named, env).dossier == "named"


def test_where_the_store_is(tmp_path: Path) -> None:
    config = load(tmp_path, '[store]\npath = "kept/here.db"')
    env = {"DEALWATCH_DB": "/env.db"}
    assert store_path(config, "/flag.db", env) == Path("/flag.db")
    assert store_path(config, None, env) == Path("/env.db")
    assert store_path(config, None, {}) == tmp_path / "kept" / "here.db"
    assert store_path(load(tmp_path, ""), None, {}).is_relative_to(tmp_path)


def test_every_theme_of_textual_may_be_named(tmp_path: Path) -> None:
    from textual.theme import BUILTIN_THEMES

    assert set(BUILTIN_THEMES) <= set(THEMES)
    for theme in THEMES:
        assert load(tmp_path, f'[ui]\ntheme = "{theme}"').ui.theme == theme


MISTAKES = [
    ("x =", "line 1: not TOML: this is no value: put text in quotation marks"),
    ("a = 1\n\nb = [1,\nc = 2", "line 4, column"),
    ("a = 1\na = 2", "not TOML: this key is given twice: take one of the two out"),
    ("[a]\n[a]", "line 2, column 3: not TOML: this table is given twice: join the two"),
    ("a = 2025-13-01", "not TOML: a line holds one key and its value: break it, or mend the value"),
    ("a", "not TOML: a key is followed by = and its value"),
    ("[a\n", "line 1, column 3: not TOML: a ] is missing"),
    ("[[a]\n", "not TOML: ]] is missing"),
    ("a = [1 2]", "not TOML: a comma or the closing ] of a list is missing"),
    ("a = {b = 1", "not TOML: a comma or the closing } of a table is missing"),
    ("a = '''x", "not TOML: quotation marks are missing"),
    ('a = "C:\\Users"', "not TOML: a backslash stands in this text: write it twice"),
    ('a = "C:\\dir"', "not TOML: a backslash stands in this text: write it twice"),
    ("a = 'x\x01'", "not TOML: a control character stands here: take it out"),
    ("= 1", "not TOML: no key can begin like this"),
    ("a = " + "[" * 4000, "nested too deep"),
    ("a = " + "9" * 5000, "a number in it has thousands of digits"),
    (
        "[refresh]\nconcurency = 3",
        'line 2: refresh.concurency: there is no such key. Did you mean "concurrency"?',
    ),
    ("[refersh]\nconcurrency = 3", 'line 1: refersh: there is no such key. Did you mean "refresh"?'),
    ("zebra = 1", "line 1: zebra: there is no such key. Known: dossier, store, refresh"),
    ('[refresh]\nconcurrency = "3"', "line 2: refresh.concurrency: must be a whole number, not text"),
    ("[refresh]\nconcurrency = true", "refresh.concurrency: must be a whole number, not true or false"),
    ("[refresh]\nmax_bytes = 1.5", "refresh.max_bytes: must be a whole number, not a number with a fraction"),
    ('[refresh]\nfetch_articles = "yes"', "refresh.fetch_articles: must be true or false, not text"),
    ("[refresh]\nhost_gap_seconds = -1", "line 2: refresh.host_gap_seconds: must be at least 0"),
    ("[refresh]\nconcurrency = 0", "refresh.concurrency: must be at least 1"),
    ("[refresh]\ntimeout_seconds = 0", "refresh.timeout_seconds: must be more than 0"),
    ("[refresh]\nevery_minutes = inf", "refresh.every_minutes: must be at most 525600"),
    ("[refresh]\nevery_minutes = nan", "refresh.every_minutes: must be at least 0"),
    ("[refresh]\nevery_minutes = " + "9" * 400, "refresh.every_minutes: is too large"),
    ("refresh = 3", "line 1: refresh: must be a table, not a whole number"),
    ("dossier = ''", "line 1: dossier: is empty"),
    ("dossier = 2025-12-16", "dossier: must be text in quotation marks"),
    ("feeds = 3", "feeds: must be a list in square brackets, not a whole number"),
    ('[[feeds]]\nname = "x"', "line 1: feeds[1].url: is missing: add it"),
    (FEED + '[[feeds]]\nurl = ""', "line 4: feeds[2].url: is empty: give the address"),
    ('[[feeds]]\nurl = "ftp://x/y"', "only http:// and https:// are fetched"),
    ('[[feeds]]\nurl = "htps://x/y"', 'Did you mean "https"?'),
    ('[[feeds]]\nurl = "file:///etc/passwd"', "only http:// and https:// are fetched"),
    ('[[feeds]]\nurl = "example.org/feed"', "has no scheme: write https:// before it"),
    ('[[feeds]]\nurl = "https://"', "is not a web address: write https://, a host"),
    ('[[feeds]]\nurl = "https://[::1/x"', "is not a web address"),
    ('[[feeds]]\nurl = "https://x:99999/"', "is not a web address"),
    ('[[feeds]]\nurl = "https://x/a b"', "no spaces"),
    (FEED + FEED, "line 4: feeds[2].url: this address is feeds[1]'s already (https://example.org/feed)"),
    (
        FEED + '[[feeds]]\nurl = "https://EXAMPLE.org:443/feed#top"',
        "feeds[2].url: this address is feeds[1]'s",
    ),
    (FEED + '[[feeds]]\nurl = "https://example.org/feed/"', "feeds[2].url: this address is feeds[1]'s"),
    (FEED + '[[feeds]]\nurl = "http://example.org/feed"', "feeds[2].url: this address is feeds[1]'s"),
    ('[[feeds]]\nurl = "ftp://me:word@x/y"', '"ftp://***@x/y" is not a web address'),
    (FEED + 'kind = "offical"', 'line 3: feeds[1].kind: "offical" is not known. Did you mean "official"?'),
    (FEED + "kind = 3", "feeds[1].kind: must be text"),
    (FEED + 'titel = "x"', "line 3: feeds[1].titel: there is no such key. Known: url, name, outlet, kind"),
    ('[review]\nconfirm = "always"', '"always" is not known. It is one of never, official, corroborated'),
    ("[review]\nmin_outlets = 0", "review.min_outlets: must be at least 1"),
    ('[ui]\nglyphs = "emoji"', '"emoji" is not known. It is one of ascii, unicode'),
    ('[ui]\ntheme = "lite"', 'Did you mean "light"?'),
    ('[network]\nallow_private = "x"', "network.allow_private: must be a list in square brackets, not text"),
    ('[network]\nallow_private = ["http://x/"]', '"http://x/" (number 1) is no host: write the host alone'),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES, ids=[text[:40] for text, _ in MISTAKES])
def test_a_mistake_is_one_message_with_file_and_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    message = str(caught.value)
    assert message.startswith(str(tmp_path / "mine.toml"))
    assert said in message
    assert "\n" not in message
    assert len(message) < 800


def test_a_message_carries_nothing_that_acts_on_a_terminal(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, '"a\\u001b[31m\\nb" = 1')
    assert "\x1b" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    missing = tmp_path / "none.toml"
    with pytest.raises(ConfigError, match=r"--config names .*none\.toml, which does not exist"):
        load_config(missing, {})
    with pytest.raises(ConfigError, match=r"\$DEALWATCH_CONFIG names .*none\.toml, which does not exist"):
        load_config(None, {"DEALWATCH_CONFIG": str(missing)})


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "latin.toml"
    file.write_bytes('dossier = "x"\n# caf\xe9\n'.encode("latin-1"))
    with pytest.raises(
        ConfigError, match=r"latin\.toml, line 2: this is not UTF-8 text: save the file as UTF-8"
    ):
        load_config(file, {})
    with pytest.raises(ConfigError, match="is a folder: name the file in it"):
        load_config(tmp_path, {})


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "secret.toml"
    file.write_text("")
    file.chmod(0)
    with pytest.raises(ConfigError, match="may not be read by you"):
        load_config(file, {})


KEYS = st.sampled_from(
    ["feeds", "refresh", "dossier", "url", "kind", "ui", "theme", "store.path", '"x y"', "later"]
)
VALUES = st.sampled_from(
    ["1", "-1", "nan", '"x"', "[]", "[1]", "{}", "{a=1}", "true", "2025-01-01", '"https://x"']
)
LINES = st.one_of(
    KEYS.map(lambda key: f"[{key}]"),
    KEYS.map(lambda key: f"[[{key}]]"),
    st.tuples(KEYS, VALUES).map(" = ".join),
    st.text(max_size=12),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.one_of(st.text().map(str.encode), st.binary(), st.lists(LINES).map(lambda ls: "\n".join(ls).encode()))
)
def test_whatever_a_file_holds_it_is_read_or_refused(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "any.toml"
    file.write_bytes(raw)
    try:
        outcome: Config | str = load_config(file, {})
    except ConfigError as error:
        outcome = str(error)
    if isinstance(outcome, str):
        assert str(file) in outcome
        assert "\n" not in outcome
    else:
        assert outcome.source == file
