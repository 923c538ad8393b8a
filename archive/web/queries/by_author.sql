-- title: By author
-- section: Authors
-- description: Articles by an author, newest first. Give a name or a part of it; without one, the articles of all authors
--   are listed.
with names as materialized (
  select name, articles from tallies
  where what = 'author' and site = '' and instr(lower(name), lower(trim(:author)))
)
select author, title, published, views, count, words, site, url, article from (
  -- Few articles are sorted; of many the newest are met soon.
  select authors.name as author, title, published_day as published, views,
    case when views is not null then iif(views_rounded, 'rounded', 'exact') end as count, word_count as words,
    site, url, articles.id as article, published_at, position
  from authors join articles on articles.id = authors.article
  where (select total(articles) from names) <= 2000 and authors.name in (select name from names)
  union all
  select authors.name, title, published_day, views,
    case when views is not null then iif(views_rounded, 'rounded', 'exact') end, word_count,
    site, url, articles.id, published_at, position
  -- Without its name SQLite would make an index of its own for each page.
  from articles cross join authors indexed by sqlite_autoindex_authors_1 on authors.article = articles.id
  where (select total(articles) from names) > 2000 and authors.name in (select name from names)
  order by published_at desc, article, position
)
