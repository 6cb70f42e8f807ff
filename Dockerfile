# avtalesjekk med alt som skal til for å lese skannede sider, DOC, ODT og RTF, og nettsiden (docs/vertskap.md).
#   docker build -t avtalesjekk .
#   docker run --rm --network none -v "$PWD:/avtaler:ro" avtalesjekk check .
FROM python:3.12-slim AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
COPY . /src
RUN python -m venv /opt/avtalesjekk \
    && /opt/avtalesjekk/bin/pip install --no-cache-dir "/src[ocr,web]"

FROM python:3.12-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libreoffice-writer-nogui tesseract-ocr tesseract-ocr-nor tesseract-ocr-swe \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 avtalesjekk
COPY --from=build /opt/avtalesjekk /opt/avtalesjekk
ENV PATH="/opt/avtalesjekk/bin:$PATH"
USER avtalesjekk
WORKDIR /avtaler
ENTRYPOINT ["avtalesjekk"]
CMD ["--help"]
