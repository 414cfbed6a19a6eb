# Em Nói as an image: built in one stage, run from another that holds nothing but what runs. How: docs/deploy-docker.md

FROM node:24-slim AS build
WORKDIR /em-noi
COPY package.json package-lock.json ./
# The image brings Node itself, and no package needs its install script for what is done here.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY build.mjs prisma.config.ts ./
COPY prisma prisma
COPY locales locales
COPY data data
COPY src src
RUN node build.mjs
# What builds it does not run it.
RUN npm pkg delete dependencies.node dependencies.esbuild dependencies.prisma devDependencies \
    && npm prune --ignore-scripts --offline --no-audit --no-fund
RUN mkdir empty

FROM node:24-slim
WORKDIR /em-noi
COPY --from=build /em-noi/package.json ./
COPY --from=build /em-noi/node_modules node_modules
COPY --from=build /em-noi/dist dist
COPY prisma/migrations prisma/migrations
COPY data data
COPY flows flows
COPY deploy/healthcheck.mjs deploy/healthcheck.mjs
# Only for the embedded database, which needs a volume here; with DATABASE_URL nothing is written.
COPY --from=build --chown=1000:1000 /em-noi/empty /data
# Inside a container only its own network can reach it, so it may listen on all of them.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
EXPOSE 8080
USER 1000:1000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "deploy/healthcheck.mjs"]
CMD ["node", "--env-file-if-exists=/run/secrets/em-noi.env", "--enable-source-maps", "dist/node.js"]
