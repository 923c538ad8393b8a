-- title: Languages
-- section: Articles
-- description: The languages that pages declare, by the number of articles on each site.
-- chart: bars x=language y=articles by=site
-- counts: articles by language site
select
  name as language,
  site,
  articles
from tallies
where what = 'language' and site <> ''
order by articles desc, language, site
limit 500
