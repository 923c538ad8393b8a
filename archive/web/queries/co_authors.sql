-- title: Co-authors
-- section: Authors
-- description: Who writes together: pairs of authors by the number of articles that have both names. Give a name or a part of
--   it to see only that author's pairs.
with pairs as materialized (
  select
    min(former.name, later.name) as author,
    max(former.name, later.name) as co_author,
    count(distinct later.article) as articles,
    max(later.article) as example
  from authors as later
  join authors as former on former.article = later.article and former.position < later.position
  where later.position > 1 and former.name <> later.name
    and (:author = '' or instr(lower(former.name || char(10) || later.name), lower(trim(:author))))
  group by 1, 2
  order by articles desc, author, co_author
  limit 500
)
select
  author,
  co_author,
  articles,
  title,
  url,
  id as article
from pairs join articles on articles.id = pairs.example
order by articles desc, author, co_author
