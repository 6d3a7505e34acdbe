"""`python -m bench.fetching.site PORT`: 200 hosts on loopback that answer a gzipped page of news after 100 ms."""

import asyncio
import gzip
import random
import sys

HOSTS = [f"127.0.2.{number}" for number in range(1, 201)]
LATENCY = 0.1  # seconds
_WORDS = ("the", "harbour", "council", "ferry", "storm", "timetable", "breakwater", "school", "court", "for", "on")


def _page() -> bytes:
    dice = random.Random(1)
    lines = (f"{' '.join(dice.choices(_WORDS, k=60))} {dice.getrandbits(900):x}" for _ in range(90))
    told = "".join(f"<p>{line}</p>" for line in lines)
    body = gzip.compress(f"<!doctype html><html><body><article>{told}</article></body></html>".encode())
    fields = f"Content-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}"
    return f"HTTP/1.1 200 OK\r\n{fields}\r\n\r\n".encode() + body


PAGE = _page()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            await reader.readuntil(b"\r\n\r\n")
            await asyncio.sleep(LATENCY)
            writer.write(PAGE)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def _serve(port: int) -> None:
    server = await asyncio.start_server(_answer, "0.0.0.0", port, backlog=1024)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
