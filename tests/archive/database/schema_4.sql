PRAGMA application_id = 1131375981;
PRAGMA user_version = 4;
CREATE TABLE "articles" ("id" INTEGER PRIMARY KEY, "url" TEXT NOT NULL UNIQUE, "site" TEXT NOT NULL, "title" TEXT, "headline" TEXT, "subtitle" TEXT, "authors" TEXT NOT NULL DEFAULT '[]', "published_at" TEXT, "published_text" TEXT, "language" TEXT, "description" TEXT, "image_url" TEXT, "categories" TEXT NOT NULL DEFAULT '[]', "tags" TEXT NOT NULL DEFAULT '[]', "body_text" TEXT NOT NULL DEFAULT '', "body_markdown" TEXT NOT NULL DEFAULT '', "body_html" TEXT NOT NULL DEFAULT '', "word_count" INTEGER NOT NULL DEFAULT 0, "source_url" TEXT, "source_text" TEXT, "published_precision" TEXT, "published_zone" TEXT, "updated_at" TEXT, "updated_precision" TEXT, "updated_zone" TEXT, "language_detected" TEXT, "is_free" INTEGER, "cut_off" TEXT, "page_count" INTEGER, "views" INTEGER, "views_rounded" INTEGER, "comment_count" INTEGER, "reading_minutes" INTEGER, "site_name" TEXT, "breadcrumbs" TEXT NOT NULL DEFAULT '[]', "year" INTEGER, "version" TEXT NOT NULL REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED, "capture" TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED, "revision" TEXT NOT NULL, "versions" INTEGER NOT NULL, "first_captured_at" TEXT NOT NULL, "last_captured_at" TEXT NOT NULL, "gone_at" TEXT, "gone_status" INTEGER);
CREATE TABLE "versions" ("id" TEXT PRIMARY KEY, "title" TEXT, "headline" TEXT, "subtitle" TEXT, "authors" TEXT NOT NULL DEFAULT '[]', "published_at" TEXT, "published_text" TEXT, "language" TEXT, "description" TEXT, "image_url" TEXT, "categories" TEXT NOT NULL DEFAULT '[]', "tags" TEXT NOT NULL DEFAULT '[]', "body_text" TEXT NOT NULL DEFAULT '', "body_markdown" TEXT NOT NULL DEFAULT '', "body_html" TEXT NOT NULL DEFAULT '', "word_count" INTEGER NOT NULL DEFAULT 0, "source_url" TEXT, "source_text" TEXT, "images" TEXT NOT NULL DEFAULT '[]', "links" TEXT NOT NULL DEFAULT '[]');
CREATE TABLE "readings" ("capture" TEXT PRIMARY KEY REFERENCES captures(id), "site" TEXT NOT NULL, "article" TEXT, "canonical_url" TEXT, "version" TEXT REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED, "captured_at" TEXT NOT NULL, "outcome" TEXT NOT NULL, "reason" TEXT, "revision" TEXT NOT NULL, "published_precision" TEXT, "published_zone" TEXT, "updated_at" TEXT, "updated_precision" TEXT, "updated_zone" TEXT, "language_detected" TEXT, "is_free" INTEGER, "cut_off" TEXT, "page_count" INTEGER, "views" INTEGER, "views_rounded" INTEGER, "comment_count" INTEGER, "reading_minutes" INTEGER, "site_name" TEXT, "breadcrumbs" TEXT NOT NULL DEFAULT '[]', "updated_text" TEXT, "views_text" TEXT, "previous_url" TEXT, "next_url" TEXT, "page_number" INTEGER, "next_page_url" TEXT, "part" TEXT REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED, "comments" TEXT NOT NULL DEFAULT '[]', "found_by" TEXT NOT NULL DEFAULT '{}', "confidence" TEXT NOT NULL DEFAULT '{}');
CREATE TABLE "captures" ("id" TEXT PRIMARY KEY, "run" TEXT NOT NULL, "site" TEXT NOT NULL, "url" TEXT NOT NULL, "address" TEXT NOT NULL, "captured_at" TEXT NOT NULL, "status" INTEGER NOT NULL, "content_type" TEXT NOT NULL, "bytes" INTEGER NOT NULL, "payload_digest" TEXT NOT NULL, "etag" TEXT, "last_modified" TEXT, "redirect_url" TEXT, "redirect_address" TEXT, "source_kind" TEXT, "source_url" TEXT, "revisit_of" TEXT, "warc" TEXT NOT NULL, "offset" INTEGER NOT NULL, "length" INTEGER NOT NULL, "found" INTEGER);
CREATE TABLE "runs" ("id" TEXT PRIMARY KEY, "site" TEXT NOT NULL, "started_at" TEXT NOT NULL, "finished_at" TEXT, "status" TEXT NOT NULL, "requests" INTEGER, "captures" INTEGER, "articles_new" INTEGER, "articles_changed" INTEGER, "articles_same" INTEGER, "refused" INTEGER, "failed" INTEGER, "bytes" INTEGER, "seconds" REAL, "summary" TEXT NOT NULL DEFAULT '{}', "doubtful" INTEGER NOT NULL DEFAULT 0);
CREATE TABLE "authors" ("article" INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED, "position" INTEGER NOT NULL, "name" TEXT NOT NULL, PRIMARY KEY (article, position));
CREATE TABLE "categories" ("article" INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED, "position" INTEGER NOT NULL, "name" TEXT NOT NULL, PRIMARY KEY (article, position));
CREATE TABLE "tags" ("article" INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED, "position" INTEGER NOT NULL, "name" TEXT NOT NULL, PRIMARY KEY (article, position));
CREATE TABLE "links" ("article" INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED, "position" INTEGER NOT NULL, "url" TEXT NOT NULL, "host" TEXT NOT NULL, "domain" TEXT NOT NULL DEFAULT '', "text" TEXT NOT NULL, "paragraph" INTEGER, PRIMARY KEY (article, position));
CREATE TABLE "images" ("article" INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED, "position" INTEGER NOT NULL, "url" TEXT NOT NULL, "alt" TEXT NOT NULL, "caption" TEXT NOT NULL, PRIMARY KEY (article, position));
CREATE TABLE "comments" ("article" INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED, "position" INTEGER NOT NULL, "id" TEXT NOT NULL, "parent_id" TEXT, "author" TEXT, "published_at" TEXT, "text" TEXT NOT NULL, PRIMARY KEY (article, position));
CREATE TABLE "sources" ("site" TEXT NOT NULL, "url" TEXT NOT NULL, "source_kind" TEXT NOT NULL, "source_url" TEXT NOT NULL, "modified_at" TEXT, "first_found_at" TEXT NOT NULL, "last_found_at" TEXT NOT NULL, PRIMARY KEY (site, url, source_kind, source_url));
CREATE TABLE "unfetched" ("run" TEXT NOT NULL, "url" TEXT NOT NULL, "reason" TEXT NOT NULL, PRIMARY KEY (run, url));
CREATE TABLE "addresses" ("url" TEXT PRIMARY KEY, "article" INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "warcs" ("name" TEXT PRIMARY KEY, "bytes" INTEGER NOT NULL);
CREATE VIRTUAL TABLE "articles_fts" USING FTS5 (
    "title", "subtitle", "body_text", "authors",
    tokenize='porter unicode61 remove_diacritics 2',
    content="articles"
);
CREATE INDEX "idx_articles_site_published_at"
    ON "articles" ("site", "published_at");
CREATE INDEX "idx_articles_published_at"
    ON "articles" ("published_at");
CREATE INDEX "idx_articles_views"
    ON "articles" ("views");
CREATE INDEX "idx_articles_year"
    ON "articles" ("year");
CREATE INDEX "idx_articles_language"
    ON "articles" ("language");
CREATE INDEX "idx_articles_version"
    ON "articles" ("version");
CREATE INDEX "idx_articles_capture"
    ON "articles" ("capture");
CREATE INDEX idx_articles_edited ON articles (url) WHERE versions > 1;
CREATE INDEX "idx_readings_article_captured_at"
    ON "readings" ("article", "captured_at");
CREATE INDEX "idx_readings_canonical_url"
    ON "readings" ("canonical_url");
CREATE INDEX "idx_readings_version"
    ON "readings" ("version");
CREATE INDEX "idx_readings_site_outcome"
    ON "readings" ("site", "outcome");
CREATE INDEX idx_readings_next_page_url ON readings (next_page_url) WHERE next_page_url IS NOT NULL;
CREATE INDEX idx_readings_part ON readings (part) WHERE part IS NOT NULL;
CREATE INDEX "idx_captures_url_captured_at"
    ON "captures" ("url", "captured_at");
CREATE INDEX "idx_captures_address_captured_at"
    ON "captures" ("address", "captured_at");
CREATE INDEX "idx_captures_site_captured_at"
    ON "captures" ("site", "captured_at");
CREATE INDEX "idx_captures_run"
    ON "captures" ("run");
CREATE INDEX "idx_captures_warc_offset"
    ON "captures" ("warc", "offset");
CREATE INDEX idx_captures_redirect_address ON captures (redirect_address) WHERE redirect_address IS NOT NULL AND status IN (301, 308);
CREATE INDEX idx_captures_missed ON captures (run, address) WHERE status IN (404, 410);
CREATE INDEX "idx_runs_site_started_at"
    ON "runs" ("site", "started_at");
CREATE INDEX "idx_authors_name"
    ON "authors" ("name");
CREATE INDEX "idx_categories_name"
    ON "categories" ("name");
CREATE INDEX "idx_tags_name"
    ON "tags" ("name");
CREATE INDEX "idx_links_host"
    ON "links" ("host");
CREATE INDEX "idx_links_domain"
    ON "links" ("domain");
CREATE INDEX "idx_links_url"
    ON "links" ("url");
CREATE INDEX "idx_comments_author"
    ON "comments" ("author");
CREATE INDEX "idx_comments_published_at"
    ON "comments" ("published_at");
CREATE INDEX "idx_sources_url"
    ON "sources" ("url");
CREATE INDEX "idx_sources_source_kind_source_url"
    ON "sources" ("source_kind", "source_url");
CREATE INDEX "idx_unfetched_url"
    ON "unfetched" ("url");
CREATE INDEX "idx_addresses_article"
    ON "addresses" ("article");
CREATE VIEW "history" AS 
WITH steps AS (
    SELECT article, readings.captured_at, readings.version, readings.capture, readings.site,
        LAG(readings.version) OVER readings_in_order AS previous_version,
        LAG(readings.captured_at) OVER readings_in_order AS previous_captured_at
    FROM articles CROSS JOIN readings ON readings.article = articles.url WHERE versions > 1
    WINDOW readings_in_order AS (
        PARTITION BY article, readings.revision ORDER BY readings.captured_at, readings.capture)
)
SELECT article, captured_at, previous_captured_at, version, previous_version,
    (SELECT json_group_array(name) FROM (SELECT 'title' AS name WHERE new.title IS NOT old.title UNION ALL SELECT 'headline' AS name WHERE new.headline IS NOT old.headline UNION ALL SELECT 'subtitle' AS name WHERE new.subtitle IS NOT old.subtitle UNION ALL SELECT 'authors' AS name WHERE new.authors IS NOT old.authors UNION ALL SELECT 'published_at' AS name WHERE new.published_at IS NOT old.published_at UNION ALL SELECT 'published_text' AS name WHERE new.published_text IS NOT old.published_text UNION ALL SELECT 'language' AS name WHERE new.language IS NOT old.language UNION ALL SELECT 'description' AS name WHERE new.description IS NOT old.description UNION ALL SELECT 'image_url' AS name WHERE new.image_url IS NOT old.image_url UNION ALL SELECT 'categories' AS name WHERE new.categories IS NOT old.categories UNION ALL SELECT 'tags' AS name WHERE new.tags IS NOT old.tags UNION ALL SELECT 'body_text' AS name WHERE new.body_text IS NOT old.body_text UNION ALL SELECT 'body_markdown' AS name WHERE new.body_markdown IS NOT old.body_markdown UNION ALL SELECT 'body_html' AS name WHERE new.body_html IS NOT old.body_html UNION ALL SELECT 'word_count' AS name WHERE new.word_count IS NOT old.word_count UNION ALL SELECT 'source_url' AS name WHERE new.source_url IS NOT old.source_url UNION ALL SELECT 'source_text' AS name WHERE new.source_text IS NOT old.source_text UNION ALL SELECT 'images' AS name WHERE new.images IS NOT old.images UNION ALL SELECT 'links' AS name WHERE new.links IS NOT old.links)) AS changed, capture, site
FROM steps JOIN versions AS new ON new.id = version JOIN versions AS old ON old.id = previous_version
WHERE version <> previous_version;
CREATE VIEW "view_counts" AS SELECT article, captured_at, views, views_rounded FROM readings WHERE article IS NOT NULL AND views IS NOT NULL;
CREATE VIEW "standings" AS 
WITH named AS (
    SELECT site, url, min(first_found_at) AS found_at,
        json_group_array(json_object('kind', source_kind, 'url', source_url)) AS sources
    FROM (SELECT site, url, source_kind, source_url, first_found_at FROM sources) GROUP BY site, url
), asked AS (
    SELECT named.*, articles.id AS article, articles.gone_at, articles.gone_status, last.id AS capture, last.status,
        last.captured_at, last.redirect_address, readings.outcome, readings.reason AS problem, runs.doubtful,
        (SELECT unfetched.reason FROM unfetched CROSS JOIN runs ON runs.id = unfetched.run
            WHERE unfetched.url = named.url AND runs.site = named.site
                AND (last.id IS NULL OR runs.started_at > last.captured_at)
            ORDER BY runs.started_at DESC, runs.id DESC LIMIT 1) AS unfetched
    FROM named
    LEFT JOIN addresses ON addresses.url = named.url
    LEFT JOIN articles ON articles.id = addresses.article
    LEFT JOIN captures AS last ON last.id = (
        SELECT id FROM captures WHERE address = named.url AND source_kind IS NULL
        ORDER BY captured_at DESC, id DESC LIMIT 1)
    LEFT JOIN readings ON readings.capture = ifnull(last.revisit_of, last.id)
    LEFT JOIN runs ON runs.id = last.run
)
SELECT site, url, article, CASE
        WHEN gone_at IS NOT NULL THEN 'gone: status ' || gone_status
        WHEN article IS NOT NULL THEN NULL
        WHEN outcome = 'error' THEN 'could not be read: ' || problem
        WHEN outcome IS NOT NULL THEN outcome || ': ' || problem
        WHEN status IN (404, 410) AND NOT ifnull(doubtful, 0) THEN 'gone: status ' || status
        WHEN redirect_address IS NOT NULL THEN 'redirects elsewhere'
        WHEN status BETWEEN 200 AND 299 THEN 'captured and not yet read'
        WHEN unfetched IS NOT NULL THEN 'not fetched: ' || unfetched
        WHEN status IN (404, 410) THEN 'status ' || status || ' in a doubtful run'
        WHEN status IS NOT NULL THEN 'status ' || status
        ELSE 'never asked for' END AS reason,
    ifnull(gone_at, captured_at) AS answered_at, redirect_address AS leads_to, sources, found_at
FROM asked;
CREATE TRIGGER articles_ai AFTER INSERT ON articles BEGIN INSERT INTO articles_fts(rowid, title, subtitle, body_text, authors) VALUES (new.id, new.title, new.subtitle, new.body_text, new.authors); END;
CREATE TRIGGER articles_ad AFTER DELETE ON articles BEGIN INSERT INTO articles_fts(articles_fts, rowid, title, subtitle, body_text, authors) VALUES ('delete', old.id, old.title, old.subtitle, old.body_text, old.authors); END;
CREATE TRIGGER articles_au AFTER UPDATE OF title, subtitle, body_text, authors ON articles BEGIN INSERT INTO articles_fts(articles_fts, rowid, title, subtitle, body_text, authors) VALUES ('delete', old.id, old.title, old.subtitle, old.body_text, old.authors); INSERT INTO articles_fts(rowid, title, subtitle, body_text, authors) VALUES (new.id, new.title, new.subtitle, new.body_text, new.authors); END;
