FROM python:3.11-slim

WORKDIR /app
COPY requirements.lock .
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY seeds seeds
RUN pip install --no-cache-dir --no-deps --no-build-isolation --no-index . \
    && useradd dateline \
    && install --directory --owner dateline /data /corpus

USER dateline
ENV DATELINE_CORPUS=/corpus DATELINE_DATA=/data DATELINE_HEALTH_PORT=8080
# Until the articles are read, which may take long the first time, the bot cannot answer.
HEALTHCHECK --interval=30s --timeout=10s --start-period=30m CMD ["dateline", "health"]
ENTRYPOINT ["dateline"]
CMD ["run"]
