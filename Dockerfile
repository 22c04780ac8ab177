# The Telegram bot in a container: what `make run` does, without make.
FROM python:3.12-slim
WORKDIR /srv/attribot
COPY requirements.txt pyproject.toml README.md ./
RUN python -m pip install --no-cache-dir --require-hashes -r requirements.txt
COPY bot bot
COPY prompts prompts
COPY storage storage
RUN python -m pip install --no-cache-dir --no-deps --no-build-isolation . \
    && useradd --system attribot && mkdir data && chown attribot data
USER attribot
ENV LISTEN_HOST=0.0.0.0 DATABASE_PATH=/srv/attribot/data/attribot.db
VOLUME /srv/attribot/data
STOPSIGNAL SIGTERM
CMD ["attribot", "run"]
