"""What a feed may be given in the configuration, and what is kept to its owner."""

import os
from pathlib import Path

import pytest

from dealwatch.config import Config, load_config
from dealwatch.errors import ConfigError

FEED = '[[feeds]]\nurl = "https://example.org/feed"\n'
SECRET = "s3cret"  # noqa: S105 - it opens nothing


def load(folder: Path, text: str, env: dict[str, str] | None = None, mode: int = 0o600) -> Config:
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return load_config(file, env or {})


@pytest.mark.parametrize(
    ("address", "login"),
    [
        ("https://me:s3cret@example.org/feed", ("me", SECRET)),
        ("https://me:s3%3Acr%40t@example.org/feed", ("me", "s3:cr@t")),
        ("https://token@example.org/feed", ("token", "")),
        ("https://me:wo@rd@example.org/feed", ("me", "wo@rd")),
    ],
)
def test_an_address_is_parted_from_its_login(tmp_path: Path, address: str, login: tuple[str, str]) -> None:
    (feed,) = load(tmp_path, f'[[feeds]]\nurl = "{address}"\n').feeds
    assert (feed.url, feed.name, feed.outlet) == ("https://example.org/feed", "example.org", "example.org")
    assert (feed.user, feed.password) == login


def test_a_password_may_stand_beside_the_address_or_in_the_environment(tmp_path: Path) -> None:
    given = load(tmp_path, f'{FEED}user = "me"\npassword = "{SECRET}"\nauth = "digest"\n').feeds[0]
    assert (given.user, given.password, given.auth) == ("me", SECRET, "digest")
    named = f'{FEED}user = "me"\npassword_env = "FEED_WORD"\n'
    found = load(tmp_path, named, {"FEED_WORD": SECRET}, 0o644).feeds[0]
    assert (found.password, found.lacks_password) == (SECRET, False)
    assert load(tmp_path, named).feeds[0].lacks_password


def test_a_configuration_does_not_describe_its_secrets(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        f'[network]\nproxy = "http://me:{SECRET}@proxy.example:3128"\n'
        f'{FEED}user = "me"\npassword = "{SECRET}"\nproxy = "socks5://me:{SECRET}@own.example:1080"\n',
    )
    assert SECRET in config.proxy_of(config.feeds[0])
    assert SECRET not in repr(config)


def test_which_proxy_a_feed_has(tmp_path: Path) -> None:
    usual = '[network]\nproxy = "http://proxy.example:3128"\n'
    own = '[[feeds]]\nurl = "https://own.example"\nproxy = "socks5://own.example:1080"\n'
    none = '[[feeds]]\nurl = "https://none.example"\nproxy = "direct"\n'
    config = load(tmp_path, usual + FEED + own + none)
    assert [config.proxy_of(feed) for feed in config.feeds] == [
        "http://proxy.example:3128",
        "socks5://own.example:1080",
        "",
    ]


def test_a_feed_of_its_own_pace_sets_how_often_is_looked(tmp_path: Path) -> None:
    config = load(tmp_path, FEED + "interval_minutes = 5\n")
    assert config.look_every_minutes == 5
    assert (config.floor_of("https://example.org/feed"), config.floor_of("")) == (300, 900)
    assert load(tmp_path, FEED + "interval_minutes = 240\n").look_every_minutes == 15
    assert load(tmp_path, "[refresh]\nevery_minutes = 0\n" + FEED).look_every_minutes == 0


@pytest.mark.skipif(os.name != "posix", reason="elsewhere files have no modes")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
@pytest.mark.parametrize(
    ("text", "key"),
    [
        (f'{FEED}user = "me"\npassword = "{SECRET}"\n', "line 4: feeds[1].password: holds a password"),
        (f'[[feeds]]\nurl = "https://me:{SECRET}@x.example"\n', "line 2: feeds[1].url: holds a password"),
        (f'{FEED}proxy = "http://me:{SECRET}@x.example:1"\n', "line 3: feeds[1].proxy: holds a password"),
        (f'[network]\nproxy = "http://me:{SECRET}@x.example:1"\n', "line 2: network.proxy: holds a password"),
    ],
)
def test_a_file_with_a_password_is_for_its_owner_alone(
    tmp_path: Path, text: str, key: str, mode: int
) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text, mode=mode)
    message = str(caught.value)
    assert key in message
    assert f"chmod 600 {tmp_path / 'mine.toml'}" in message
    assert ("password_env" in message) == ("proxy" not in key)
    assert SECRET not in message
    load(tmp_path, text)


MISTAKES = [
    (
        FEED + 'user_agent = "caf\\u00e9"',
        "line 3: feeds[1].user_agent: may hold letters, digits and signs of ASCII",
    ),
    (FEED + 'user_agent = "a\\nb: c"', "feeds[1].user_agent: may hold"),
    (FEED + "interval_minutes = 4", "line 3: feeds[1].interval_minutes: must be at least 5, or 0"),
    (FEED + "interval_minutes = -1", "feeds[1].interval_minutes: must be at least 0"),
    (FEED + "interval_minutes = nan", "feeds[1].interval_minutes: must be at least 0"),
    (FEED + 'insecure = "yes"', "feeds[1].insecure: must be true or false, not text"),
    (FEED + 'proxy = "proxy:3128"', 'line 3: feeds[1].proxy: "proxy:3128" is not the address of a proxy'),
    (FEED + 'proxy = "none"', '"direct" is for none.'),
    (FEED + 'proxy = "http://proxy"', '"http://proxy" has no port: write it behind the host'),
    (FEED + 'proxy = "http://proxy:1/path"', "has more than host and port"),
    ('[network]\nproxy = "ftp://proxy:1"', "line 2: network.proxy: "),
    ('[network]\nproxy = "http://me:s3cret@pro xy:1"', '"http://***@pro xy:1" is not the address of a proxy'),
    ('[network]\nproxy = "direct"', 'network.proxy: "direct" is not the address of a proxy'),
    (FEED + 'password = "s3cret"', "line 3: feeds[1].password: is given without a user: add user"),
    (FEED + 'password_env = "WORD"', "feeds[1].password_env: is given without a user"),
    (FEED + 'user = "me"\npassword_env = "$s3cret"', "feeds[1].password_env: is no name of a variable"),
    (
        FEED + 'user = "me"\npassword = "s3cret"\npassword_env = "WORD"',
        "line 5: feeds[1].password_env: the password is given twice",
    ),
    (
        '[[feeds]]\nurl = "https://me:s3cret@x.example"\nuser = "you"',
        "feeds[1].user: the address has a user already",
    ),
    (
        '[[feeds]]\nurl = "https://me:s3cret@x.example"\npassword = "s3cret"',
        "feeds[1].password: the password is given twice",
    ),
    (FEED + 'auth = "digest"', "feeds[1].auth: needs a user and a password"),
    (FEED + 'auth = "bearer"', '"bearer" is not known. It is one of basic, digest'),
    (FEED + 'user = "a:b"', "feeds[1].user: may hold no colon"),
    (
        FEED + '[[feeds]]\nurl = "https://me:s3cret@example.org/feed"',
        "feeds[2].url: this address is feeds[1]'s already (https://***@example.org/feed)",
    ),
    ('[[feeds]]\nurl = "https://me:s3/cret@x.example/"', '"https://***@x.example/" is not a web address'),
    ('[[feeds]]\nurl = "me:s3cret@x.example/feed"', '"***@x.example/feed" is not a web address'),
    ('[[feeds]]\nurl = "htps://me:s3cret@x.example/"', '"htps://***@x.example/" is not a web address'),
    ('[[feeds]]\nurl = "https://x.example/a b?api_key=s3cret"', "api_key=***"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES, ids=[text[-40:] for text, _ in MISTAKES])
def test_a_mistake_is_told_without_a_secret(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    message = str(caught.value)
    assert said in message
    assert "s3" not in message
    assert "\n" not in message
