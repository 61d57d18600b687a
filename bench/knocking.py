"""Deliveries and `/healthz` at a steady rate, from a process that does nothing else.

It must be one of its own: the small GitHub and the bench share one interpreter, and what is sent
from there waits for that one's lock and not for the service.
"""

import asyncio
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.measure import DidNotRunError

_LOOK = 0.05  # seconds between two questions whether it is alive
_PATIENCE = 300.0  # seconds
_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Door:
    """Where a server takes deliveries, and where it says that it is there."""

    port: int
    webhook: str = "/webhook"
    alive: str = "/healthz"

    @property
    def webhook_url(self) -> str:
        """Where deliveries go."""
        return f"http://127.0.0.1:{self.port}{self.webhook}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is sent to whom: `rates` are deliveries a second, and how many of them."""

    door: Door
    headers: Mapping[str, str]
    body: str
    rates: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Heard:
    """Milliseconds of each answer, at each rate, and of the questions whether it is alive."""

    acknowledged: Sequence[Sequence[float]]
    alive: Sequence[float]


def knock(plan: Plan) -> Heard:
    """Carry a plan out. Raises DidNotRunError when anything was answered other than well."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.knocking"],
        input=json.dumps(asdict(plan)).encode(),
        capture_output=True,
        cwd=_ROOT,
        timeout=_PATIENCE,
        check=False,
    )
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise DidNotRunError(words[-1] if words else "the deliveries were not sent")
    said = json.loads(done.stdout)
    return Heard(said["acknowledged"], said["alive"])


async def _carry_out(plan: Plan) -> Heard:
    alive: list[float] = []
    asking = asyncio.create_task(_ask(plan.door, alive))
    acknowledged = [await _at_rate(plan, rate, count) for rate, count in plan.rates]
    asking.cancel()
    return Heard(acknowledged, alive)


async def _at_rate(plan: Plan, rate: int, count: int) -> list[float]:
    begun = time.perf_counter()
    sent = []
    for number in range(count):
        await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
        # One that is late must not keep the next one from being sent.
        sent.append(asyncio.create_task(_answered(plan.door.port, _delivery(plan))))
    return list(await asyncio.gather(*sent))


async def _ask(door: Door, alive: list[float]) -> None:
    while True:
        request = _request(door.port, f"GET {door.alive}", {}, b"")
        alive.append(await _answered(door.port, request))
        await asyncio.sleep(_LOOK)


def _delivery(plan: Plan) -> bytes:
    headers = {**plan.headers, "X-GitHub-Delivery": str(uuid.uuid4())}
    return _request(plan.door.port, f"POST {plan.door.webhook}", headers, plan.body.encode())


def _request(port: int, what: str, headers: Mapping[str, str], body: bytes) -> bytes:
    above = {
        **headers,
        "Host": f"127.0.0.1:{port}",
        "Connection": "close",
        "Content-Length": len(body),
    }
    lines = [f"{what} HTTP/1.1", *(f"{name}: {value}" for name, value in above.items()), "", ""]
    return "\r\n".join(lines).encode() + body


async def _answered(port: int, request: bytes) -> float:
    started = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    answer = await reader.read()
    writer.close()
    if not answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 202")):
        raise DidNotRunError(f"it answered {answer[:30]!r}")
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    wanted = json.load(sys.stdin)
    heard = asyncio.run(_carry_out(Plan(**{**wanted, "door": Door(**wanted["door"])})))
    json.dump(asdict(heard), sys.stdout)
