# The image of web, worker and beat. Build: docker compose build

# --- front-end files: stylesheets, fonts and the map, as package-lock.json pins them
FROM node:22-bookworm-slim AS front-end
WORKDIR /bouw
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund

# --- the application
FROM python:3.13-slim-bookworm
# Pango and HarfBuzz are what WeasyPrint makes a PDF with.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin bol \
    && install -d -o bol -g bol /data
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DJANGO_SETTINGS_MODULE=bolapp.settings \
    VAR_DIR=/data \
    STATIC_ROOT=/app/static-verzameld
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY --from=front-end /bouw/node_modules node_modules
COPY . .
# Collecting needs settings but no secrets: these values exist during this one step only.
RUN SECRET_KEY=alleen-tijdens-het-bouwen-0123456789-abcdefghijklmnopqrstuvwxyz \
    ALLOWED_HOSTS=localhost SITE_URL=http://localhost \
    python manage.py collectstatic --noinput \
    && python -m compileall -q accounts agreements api bolapp dashboards instruments monitoring parliament regions
USER bol
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--no-control-socket", "bolapp.wsgi"]
