"""The server around the application: one process, few threads (web.md 1 measured four best)."""

from typing import Final

import uvicorn
from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI

THREADS: Final = 4


def run(app: FastAPI, host: str, port: int) -> None:
    """Serve until somebody ends it."""

    async def few_threads() -> None:
        current_default_thread_limiter().total_tokens = THREADS

    app.router.on_startup.append(few_threads)
    uvicorn.run(app, host=host, port=port, log_level="warning", proxy_headers=True)
