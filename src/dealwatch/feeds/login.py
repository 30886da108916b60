"""Who asks: user and password of a feed, and the request or two that they take."""

from dataclasses import dataclass, field

import httpx2


@dataclass(frozen=True, slots=True)
class Login:
    """What a server wants to know of who asks; `digest`: the password itself is never sent."""

    user: str
    password: str = field(repr=False)
    digest: bool = False

    def auth(self) -> httpx2.Auth:
        """The same for the client. It remembers what the server said, so it is one fetch's."""
        kind = httpx2.DigestAuth if self.digest else httpx2.BasicAuth
        return kind(self.user.encode(), self.password.encode())


async def send(client: httpx2.AsyncClient, request: httpx2.Request, login: Login | None) -> httpx2.Response:
    """The answer to a request, its body not read; the caller closes it.

    The client could do this itself, but it reads the body of a refusal whole, however large, and sends back
    its cookies.
    """
    flow = (login.auth() if login else httpx2.Auth()).auth_flow(request)
    asked = next(flow)
    while True:
        response = await client.send(asked, stream=True, auth=None)
        try:
            asked = flow.send(response)
        except StopIteration:
            return response
        except BaseException:
            await response.aclose()
            raise
        await response.aclose()
        asked.headers.pop("Cookie", None)
