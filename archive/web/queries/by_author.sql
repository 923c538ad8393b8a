-- title: By author
-- section: Articles
-- description: Articles by an author, newest first. Give a name or a part of it; without one, the articles of all authors
--   are listed.
with names as materialized (
  select name, articles from tallies
  where what = 'author' and site = '' and instr(lower(name), lower(trim(:author)))
),
found as materialized (
  -- Few articles are sorted; of many the newest are met soon.
  select id from (
    select distinct articles.id, articles.published_at from authors
    join articles on articles.id = authors.article
    where (select ifnull(sum(articles), 0) from names) <= 5000 and authors.name in (select name from names)
    order by articles.published_at desc, articles.id limit 1000 /* page */
  )
  union all
  select id from (
    select id, published_at from articles
    where (select ifnull(sum(articles), 0) from names) > 5000
      and exists (select 1 from authors where article = articles.id and name in (select name from names))
    order by published_at desc, id limit 1000 /* page */
  )
)
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
from found join articles on articles.id = found.id join authors on authors.article = articles.id
where authors.name in (select name from names)
order by published_at desc, articles.id, position
limit 1000
