-- title: By author
-- section: Articles
-- description: Articles by an author, newest first. Give a name or a part of it; without one, the articles of all authors
--   are listed.
select
  authors.name as author,
  title,
  published_day as published,
  views,
  case when views is not null then iif(views_rounded, 'rounded', 'exact') end as count,
  word_count as words,
  site,
  url,
  articles.id as article
from authors join articles on articles.id = authors.article
where instr(lower(authors.name), lower(trim(:author)))
order by published_at desc, articles.id, position
limit 1000
