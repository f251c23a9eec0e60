# The bot in a small image, without a shell or a package manager in it:
#
#     docker build --tag dateline .
#
# It runs as an ordinary user on a read-only root; compose.yaml shows how. The extras are left
# out: --build-arg EXTRAS=opensearch adds that engine, EXTRAS=charts,opensearch the charts, too.

FROM debian:12-slim AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        binutils ca-certificates python3 python3-pip python3-venv tzdata
WORKDIR /build
COPY requirements.lock requirements-dev.lock ./
RUN python3 -m venv /uv \
    && awk '/^[^ ]/ {is_uv = /^uv==/} is_uv && !/#/' requirements-dev.lock > uv.txt \
    && /uv/bin/pip install --quiet --no-deps --require-hashes -r uv.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
ARG EXTRAS=""
# uv installs the extras that are asked for and no others, and takes from the lock which version
# each package has and what its files must hash to.
RUN /uv/bin/uv venv --quiet --python /usr/bin/python3 /app \
    && /uv/bin/uv pip install --quiet --python /app/bin/python --no-cache \
        --constraints requirements.lock ".${EXTRAS:+[$EXTRAS]}"
# Tests, type stubs, sources in C and debugging symbols are a fifth of it. Libraries that were
# patched for a wheel, in folders named .libs, do not survive stripping.
RUN find /app -type d '(' -name tests -o -name test ')' -prune -exec rm -r '{}' + \
    && find /app '(' -name '*.pyi' -o -name '*.pyx' -o -name '*.pxd' -o -name '*.[ach]' ')' -delete \
    && find /app -name '*.so' -not -path '*.libs/*' -exec strip --strip-unneeded '{}' +
# A read-only root keeps no compiled modules: what the bot loads is compiled now, by loading it.
COPY seeds /app/seeds
RUN cd /tmp \
    && DATELINE_CORPUS=/app/seeds /app/bin/dateline ask "Who sent soldiers?" \
    && /app/bin/python -c "import bot.cli.run, bot.cli.service_commands.health"
# The system that Python needs, package by package.
RUN mkdir --parents /image/usr/lib /image/usr/lib64 /image/usr/bin /image/usr/sbin \
        /image/tmp /image/data /image/corpus /image/etc \
    && ln --symbolic usr/lib usr/lib64 usr/bin usr/sbin /image \
    && dpkg --listfiles base-files ca-certificates libbz2-1.0 libc6 libcrypt1 libexpat1 libffi8 \
        libgcc-s1 liblzma5 libpython3.11-minimal libpython3.11-stdlib libsqlite3-0 libssl3 \
        libstdc++6 libuuid1 media-types python3-minimal python3.11-minimal tzdata zlib1g \
        | sed --regexp-extended '/^\/usr\/share\/(doc|man|lintian)/d; s/^\/(lib|lib64|bin)\//\/usr\/\1\//' \
        | while read -r file; do if [ -f "$file" ]; then echo "$file"; fi; done \
        | tar --create --files-from - | tar --extract --directory /image \
    && cp --parents --dereference /etc/ssl/certs/ca-certificates.crt /image \
    && cp --archive /app /image/app \
    && echo 'dateline:x:10001:10001::/data:/usr/sbin/nologin' > /image/etc/passwd \
    && echo 'dateline:x:10001:' > /image/etc/group \
    && chown 10001:10001 /image/data /image/corpus && chmod 700 /image/data \
    && chmod 1777 /image/tmp

FROM scratch
COPY --from=build /image /
USER 10001:10001
WORKDIR /data
ENV PATH=/app/bin:/usr/bin LANG=C.UTF-8 PYTHONUNBUFFERED=1 \
    DATELINE_CORPUS=/corpus DATELINE_DATA=/data DATELINE_SEEDS=/app/seeds \
    DATELINE_HEALTH_PORT=8080
# Until the articles are read, which may take long the first time, the bot cannot answer.
HEALTHCHECK --interval=30s --timeout=10s --start-period=30m CMD ["dateline", "health"]
VOLUME ["/corpus", "/data"]
ENTRYPOINT ["dateline"]
CMD ["run"]
