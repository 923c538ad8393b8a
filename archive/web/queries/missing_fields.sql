-- title: Fields that are missing
-- section: Quality
-- description: For each site and field, how many articles lack it. Give a site to see only its fields. A field that a site never
--   states is missing in all of them; one that is missing in a few may be read wrongly there.
-- chart: bars x=field y=missing by=site
with fields(field) as (
  values ('title'), ('authors'), ('published'), ('updated'), ('subtitle'), ('description'), ('categories'), ('tags'),
    ('language'), ('image'), ('views')
)
select
  sites.name as site,
  field,
  ifnull(lacking.articles, 0) as missing,
  sites.articles,
  round(100.0 * ifnull(lacking.articles, 0) / sites.articles, 1) as percent
from tallies as sites
cross join fields
left join tallies as lacking on lacking.what = 'missing' and lacking.site = sites.name and lacking.name = field
where sites.what = 'site' and sites.site = '' and (:site = '' or sites.name = trim(:site))
order by sites.name, missing desc, field
limit 1000
