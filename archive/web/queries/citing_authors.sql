-- title: Who cites whom
-- section: Sources
-- description: Which domains each author links to, in the newest 2,000 articles. Give a first day for the first 2,000 since then,
--   an author or a part of the name for all articles of an author who has no more than that, or a domain or a part of it.
--   As a graph, for Gephi or networkx, it is under more formats on the page Articles.
-- counts: articles by author domain
with names as materialized (
  select name, articles from tallies
  where :author <> '' and what = 'author' and site = '' and instr(lower(name), lower(trim(:author)))
),
chosen as materialized (
  select distinct article as id from authors
  where :author <> '' and (select total(articles) from names) <= 2000 and name in (select name from names)
  union all
  select * from (
    select id from articles
    where :since = '' and published_day > '' and (:author = '' or (select total(articles) from names) > 2000)
    order by published_day desc limit 2000
  )
  union all
  select * from (
    select id from articles
    where :since <> '' and published_day >= trim(:since) and (:author = '' or (select total(articles) from names) > 2000)
    order by published_day limit 2000
  )
),
citing as materialized (
  -- The host ends at the first colon or slash of the address.
  select id, site, '.' || substr(address, 1, instr(replace(address, ':', '/') || '/', '/') - 1) as host
  from (
    select articles.id, site, substr(url, instr(url, '://') + 3) as address
    from chosen cross join articles on articles.id = chosen.id
    where :since = '' or published_day >= trim(:since)
  )
)
select
  authors.name as author,
  links.domain,
  count(distinct citing.id) as articles,
  count(*) as links,
  group_concat(distinct citing.site) as sites
from citing cross join links on links.article = citing.id cross join authors on authors.article = citing.id
where links.domain <> '' and instr(links.domain, lower(trim(:domain)))
  -- Not the site's own domain.
  and substr(citing.host, -length(links.domain) - 1) <> '.' || links.domain
  and (:author = '' or authors.name in (select name from names))
group by author, links.domain
order by articles desc, links desc, author, links.domain
limit 1000
