-- title: Co-authors
-- section: Authors
-- description: Who writes together: pairs of authors by the number of articles that have both names. Give a name or a part of
--   it to see only that author's pairs.
-- counts: articles by author co_author
with pairs as materialized (
  select
    substr(name, 1, instr(name, char(10)) - 1) as author,
    substr(name, instr(name, char(10)) + 1) as co_author,
    articles
  from tallies
  where what = 'authors together' and site = '' and (:author = '' or instr(lower(name), lower(trim(:author))))
  order by articles desc, name
  limit 500
)
select
  author,
  co_author,
  pairs.articles,
  title,
  url,
  articles.id as article
-- Left, so that counting the rows need not look for examples.
from pairs left join articles on articles.id = (
  select article from authors
  where name = pairs.author
    and exists (select 1 from authors as others where others.name = pairs.co_author and others.article = authors.article)
  order by article desc limit 1
)
order by pairs.articles desc, author, co_author
