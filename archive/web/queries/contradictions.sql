-- title: Contradictions
-- section: Quality
-- description: Articles on which JSON-LD, meta elements, the visible text, the site's REST interface or its feeds
--   disagree, and what each of them states. Case, spaces, punctuation and the site's name make no difference, nor does
--   another zone for the same time, or a day for a time on it. Give a field to see only that: title, authors,
--   published or updated.
select
  replace(field, '_at', '') as disagree_on,
  articles.title,
  archived,
  json_ld,
  meta,
  visible,
  rest,
  feed,
  disagreements.site,
  articles.url,
  articles.id as article
from disagreements join articles on articles.id = disagreements.article
where :field = '' or replace(field, '_at', '') = replace(lower(trim(:field)), '_at', '')
order by articles.published_at desc, articles.id, field
