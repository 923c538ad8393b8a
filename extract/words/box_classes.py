"""Class names and ids of boxes that plug-ins, themes and services put into an article's text (values only).

Regular expressions, by what the box is for. They match whole words of a class or id in lower case, with a `-` between
them and digits behind the last left out: `toc_483`, `EzTocContainer`, `wp_ulike` are `toc-`, `ez-toc-container` and
`wp-ulike`. PLUGINS names what only one plug-in writes; WORDS what many themes write, and authors may too.
"""

from collections.abc import Mapping

# To add a plug-in: the class of its outermost element, in the line of what it does.
PLUGINS: Mapping[str, str] = {
    "sharing": (
        r"sharedaddy|sd-sharing(?:-enabled)?|addtoany-(?:share-save-container|share-save|content-\w+)|a2a-kit|"
        r"addthis-(?:inline-share-toolbox|toolbox|sharing-toolbox|tool)|sharethis-\S+|st-(?:inline|sticky)-share-buttons|"
        r"ssba\S*|shariff|heateor-sss\S*|mashsb-(?:container|box)|essb-links|sfsi-\S+|swp-social-panel|dpsp-(?:content-wrapper|networks\S*|share-text|total-share\S*)|juiz-sps\S*|"
        r"scriptlesssocialsharing|printfriendly|novashare-buttons\S*|et-social-inline\S*|wp-block-outermost-social-sharing|td-post-sharing\S*"
    ),
    "likes": (
        r"wp-ulike\S*|wpulike|likebtn\S*|jetpack-likes-widget\S*|zilla-likes|wp-claps\S*|fb-like|wpreactions\S*|"
        r"simplefavou?rite-\S+|rating-widget|post-reactions-\S+"
    ),
    "ratings": r"kk-star-ratings|kksr-\S+|yasr-\S+|gdrts-\S+|rmp-\S+|post-ratings|wp-postratings|rw-ui-container|mr-rating-\S+",
    "counters": r"post-views|wp-statistics\S*|pvc-\S+|tptn-counter|wpp-views",
    "polls": (
        r"wp-polls\S*|totalpoll\S*|yop-poll\S*|pds-box|crowdsignal-\S+|polldaddy\S*|ays-poll\S*|css-poll|"
        r"opinionstage\S*|riddle2?-wrapper|qsm-\S+|wq-quiz\S*|apester-\S+|playbuzz|wp-block-crowdsignal-\S+"
    ),
    "other articles": (
        r"jp-relatedposts|yarpp\S*|crp-related|wp-related-posts|rp-wp-related-posts|zem-rp\S*|wpp-list\S*|"
        r"inline-related-posts?|tptn-posts|taboola\S*|trc-related-container|outbrain\S*|ob-(?:widget|smartfeed)\S*|"
        r"mgbox|mgid\S*|revcontent\S*|zergnet\S*|engageya\S*|plista\S*|strossle\S*|adskeeper\S*|"
        r"wp-block-(?:latest-posts|latest-comments|rss|archives|tag-cloud|calendar|page-list|jetpack-(?:related-posts|top-posts))"
    ),
    "sign-up": (
        r"mc4wp-form\S*|mc-embed-signup|tnp(?:-\S+)?|sib-form\S*|formkit-form|ck-form\S*|convertkit-form\S*|mailpoet-form\S*|"
        r"ml-form-\S+|ml-embedded|klaviyo-form\S*|wp-block-jetpack-subscriptions\S*|jetpack-subscri\S+|"
        r"subscription-widget\S*|subscribe-widget|revue-embed|beehiiv-embed|ctct-(?:inline-)?form\S*|om-holder|tve-leads\S*|"
        r"et-bloom\S*|hustle-ui|hs-cta\S*|hubspot-form|wpforms-container|gform-wrapper|post-password-form"
    ),
    "contents": (
        r"ez-toc-(?!section)\S+|lwptoc\S*|toc-container|rank-math-toc\S*|wp-block-rank-math-toc-block|kb-table-of-content\S*|"
        r"wp-block-(?:kadence-tableofcontents|uagb-table-of-contents|simpletoc\S*|yoast-seo-table-of-contents)|uagb-toc\S*|"
        r"simpletoc\S*|joli-toc\S*|elementor-toc\S*|elementor-widget-table-of-contents|ruby-table-contents"
    ),
    "advertisement": (
        r"adsbygoogle|google-auto-placed|(?:div-)?gpt-(?:ad|unit|slot)\S*|google-ads?-\S*|dfp-(?:ad|slot|tag|unit)\S*|ezoic-(?:ad|autoinsert|pub)\S*|"
        r"mv-ad-box\S*|adthrive-ad\S*|ai-viewport\S*|code-block-\d+|bsa-pro\S*|carbonads|ad-inserter\S*|wp-block-ad-\S+|"
        r"tncms-region-ads|adngin\S*|aawp\S*|lasso-(?:container|box|display)\S*|woocommerce\scolumns-?|wc-block-grid\S*|wp-block-woocommerce-\S+"
    ),
    "donations": r"give-(?:form|embed|goal)\S*|wp-block-(?:give|jetpack-donations|charitable)\S*|charitable-(?:form|donation|campaign)\S*|kofi-\S+|bmc-\S+|buymeacoffee\S*|seamless-donations\S*",
    "countdown": r"wp-block-\w+-countdown\S*|ycd-\S+|hurrytimer\S*|wpcdt\S*|uji-countdown",
    "feeds": r"tradingview-widget\S*|stock-ticker\S*|weather-widget\S*|awesome-weather\S*|twitter-timeline|fb-page|fb-comments|disqus\S*",
    "consent": r"cookie-(?:notice|law-info-bar|banner|bar|consent)\S*|cookieconsent(?:-\S+)?|moove-gdpr\S*|cli-bar-\S+|gdpr-cookie\S*",
    "pages": r"page-links|post-nav-links",
    "author": (
        r"saboxplugin-\S+|pp-multiple-authors-(?:boxes|layout)\S*|pp-author-boxes\S*|molongui-author-box\S*|m-a-box|abh-box|ts-fab-wrapper|"
        r"fanciest-author-box|wp-about-author-\S+|guerrillawrap|awpa-\S+|wp-block-post-author-biography|wp-block-molongui-\S+|cbxuseronline|"
        r"wp-block-(?:publishpress-authors|ultimate-post-author)\S*|tdb-author-box|td-author-box|jeg-authorbox|author-box-plugin"
    ),
    "hidden": r"screen-reader-text",
}  # fmt: skip
# What the box holds decides whether these words mean what they mean elsewhere (`body/boxes.py`).
WORDS: Mapping[str, str] = {
    "other articles": (
        r"(?:related|recommended|suggested|similar|popular|recent|latest|trending|random|most-read|most-viewed|more|further)-?"
        r"(?:posts?|articles?|stor(?:y|ies)|news|content|contents|entries|entry|items?|reads?|box|list|block|widget|section|topics?|from)|"
        r"(?:posts?|articles?|stor(?:y|ies)|news|content|inline)-(?:related|recommended|recommendations?|recirculation)|"
        r"most-(?:read|viewed|popular|commented|shared|recent)|you-(?:may|might)(?:-also)?-like|(?:may-)?also-(?:like|read)|"
        r"read-(?:also|more|next)|jobs?-(?:box|teasers?|widget|ads?|promo)|up-next|next-up|recirc(?:ulation)?|recommendations|trending-now|popular-now|wp-block-query"
    ),
    "related": r"related|recommended|popular|latest|recent|trending|similar|(?<!elementor-)widget",
    "sharing": r"share|shares|sharing|sharing?-(?:buttons?|links?|bar|icons?|box|count|tools?)|social-?(?:share|shares|sharing|links|icons|buttons|bar|media)?|(?:post|article|entry)-shar(?:e|ing)|tweet-this",
    "counters": (
        r"(?:post-?|page-?|article-?|entry-?|meta-?)?(?:views|hits|visits|viewcount|pageviews?)(?:-(?:count|counter|number|total|label|line))?(?=\s|$)|"
        r"(?:share|like|vote|comment|reader|visitor|view|hit|read)s?-?(?:count|counter|counts)(?=\s|$)|"
        r"comments-link|reading-now|(?:live|active|online)-(?:readers?|visitors?|users?|viewers?|count|counter)|people-reading|who-?s-online"
    ),
    "likes": r"likes?|like-(?:box|button|btn|count)|post-likes?|claps?|applause|reactions?|emoji-reactions?|thumbs?-?(?:up|down)?|upvotes?|votes?|voting",
    "ratings": r"(?:star-?|post-?|user-?|reader-?|article-?)?ratings?(?:-(?:box|widget|stars?|form|count|container))?|rate-this(?:-\w+)?|stars",
    "polls": r"polls?|democracy|poll-(?:box|widget|container|results?|form|block)|survey|quiz|reader-poll|vote-box|voting",
    "sign-up": r"newsletters?|newsletter-\w+|(?:e-?mail-)?sign-?up|subscri(?:be|ption)s?|subscri(?:be|ption)-\w+|sign-?up-\w+|opt-?in|optin-\w+|lead-?magnet|lead-gen|mailing-list|cta|call-to-action",
    "contents": r"toc|table-?of-?contents?|contents-list|in-page-nav|page-toc|jump-links|anchors?-(?:list|nav|links)",
    "advertisement": (
        r"ads?|ad-(?:slot|unit|container|wrapper|wrap|banner|block|box|placeholder|label|zone|inner|space|area|row|holder|break|content|section|marker|text|leaderboard)|"
        r"(?:in-?content|in-?article|inline|mid-?article|mid|google|banner|text|house|native|sidebar|article|content|post|mobile|desktop)-ads?|"
        r"advert\w*|sponsored-(?:links?|content|posts?|box|ads?)|promoted-(?:links?|content|posts?|stories)|promo(?:-(?:box|unit|banner|block))?|banner-ads?|werbung|anzeigen?|reklam[ae]?|publicidad|publicite|pubblicita|annons|"
        r"affiliate-(?:box|banner|widget)"
    ),
    "donations": r"donat\w*|donat\w+-\w+|fund-?rais\w*|support-(?:us|box|banner|cta|bar|me)|contribute(?:-\w+)?|tip-?jar|crowdfund\w*|pledge|give-now|spenden\w*|membership-\w+|patreon\S*|ko-?fi",
    "countdown": r"count-?down(?:-\w+)?|timer",
    "feeds": r"weather|ticker|exchange-rates?|currency-rates|live-scores?|stock-(?:quote|price)s?|quote-of-the-day|on-this-day",
    "events": r"(?:upcoming-)?events?(?:-(?:box|card|promo|teaser|list|item|widget|banner|cta|block))?|veranstaltung(?:en|s\w*)?|termine?|agenda|(?:prochains-)?evenements?",
    "shop": (
        r"shop(?:-(?:box|list|promo|teaser|banner|widget|block|items?))?|products?(?:-(?:box|list|grid|card|item|promo|teaser|block|links?))?|"
        r"buy-(?:box|links?|buttons?|now|block)|(?:book|album)-(?:box|promo|buy|shop|links?|card)|add-to-cart|woocommerce|store-(?:box|links?)"
    ),
    "comments": (
        r"comments?|commentlist|comments?-(?:area|list|section|wrap|wrapper|container|thread|template|box|block|holder|content|main|page|inner|form|feed|module|widget|app|respond|title|body)|"
        r"(?:post|entry|article|user|reader|facebook|fb|disqus|livefyre|spot-im|coral|hyvor|remark|utterances|giscus|isso|commento|graphcomment|wpdiscuz|cackle)-?(?:comments?|talk|thread)(?:-\S+)?|"
        r"respond|disqus-thread|wpdcom|wpdiscuz\S*|spcv-\S+|coral-stream|hyvor-talk-view|remark42|giscus|utterances|kommentare?|kommentarbereich|leserkommentare?|commentaires?|comentarios?|comentários|commenti|reacties|komentarze|yorumlar|kommentarer"
    ),
    "author": (
        r"(?:about-(?:the-|this-|our-)?|post-|entry-|article-|single-|story-|meta-|content-|byline-|page-|blog-)?authors?-?"
        r"(?:box|boxes|bios?|biography|infos?|information|cards?|profiles?|about|desc|description|widget|summary|blurb)|"
        r"about-(?:the-|this-|our-)?(?:authors?|writer|contributors?|blogger)|meet-(?:the-)?(?:authors?|writer)|(?:byline|writer|contributor|speaker)-bio|"
        r"(?:contributor|writer|columnist|journalist|staff|blogger|reporter)s?-(?:box|bio|info|card|profile|about|details?|description)|"
        r"autor(?:en)?-?(?:box|infos?|profil|kasten|portrait|beschreibung)|ueber-den-autor|yazar-(?:bilgi\S*|kutusu|hakkinda)|auteur-(?:bio|info|box)|autor(?:e|a)?-(?:bio|info|caja)"
    ),
    "author's part": (
        r"(?:post|entry|article|single|story|guest)-(?:the-)?(?:authors?|writer)(?:-\S+)?|authors?-(?:details?|blocks?|section|area|wrapper|wrap|container|content|inner|meta|row|intro|footer|module|panel|notes?|data|holder)|"
        r"bios?|biography|(?<!-)authors?(?=\s|$)"
    ),
    "consent": (
        r"embed-privacy-(?:container|overlay)|brlbs-(?:cmpnt-\S+|content-blocker|default|embed)|borlabs-\S+|cmplz-(?:blocked-content|placeholder)\S*|uc-embed\S*|"
        r"rcb-(?:content-)?blocker\S*|cky-\S*placeholder\S*|video-placeholder-\S+|klaro-\S+|cookieconsent-opt(?:in|out)-\S+|iub-\S*placeholder\S*|embetty\S*|sp-dsgvo-\S+|"
        r"wpgdprc\S*|didomi-\S*placeholder\S*|dsgvo-video-\S+|(?:embed|consent|cookie)-(?:consent|placeholder|blocker|blocked|wall)"
    ),
    "placeholder": (
        r"(?:content|media|video|youtube|privacy|gdpr|dsgvo|two-click|2-?click|external|external-content|third-party|social|map|iframe)-?(?:consent|placeholder|blocker|blocked|overlay|notice|wall|hint|opt-?in|gate|disclaimer|warning)|"
        r"placeholder|context-notice|opt-?in(?:-\S+)?|no-?js(?:-(?:message|warning|notice|text))?|no-?script(?:-(?:message|warning|notice|text))?|(?:js|javascript)-(?:disabled|required|warning|notice|message)"
    ),
}  # fmt: skip
# Attributes that only an advertisement's element has.
ADVERTISEMENT_ATTRIBUTES = frozenset(
    {"data-ad-slot", "data-ad-client", "data-google-query-id", "data-ad-unit", "data-adunit"}
)
# Parts of addresses that share a page or are followed by one that does.
SHARE_ADDRESSES = r"/(?:sharer?|intent|share-?article|pin/create|submit|shareArticle)\b|[?&](?:share|shared)=|//(?:wa|t)\.me/|^(?:mailto|whatsapp|tg|fb-messenger|sms|viber):|^#?$|^javascript:"
# Services through which readers give money.
GIVING_HOSTS = r"//(?:www\.)?(?:patreon|ko-fi|buymeacoffee|liberapay|opencollective|gofundme|steadyhq|betterplace|donorbox|paypal|tipeee|helloasso|givebutter)\.(?:com|org|me|net)\b|//donate\."
# Hosts of frames that show advertisements.
ADVERTISERS = (
    r"//(?:[\w-]+\.)*(?:doubleclick|googlesyndication|googleadservices|amazon-adsystem|adnxs|adsafeprotected|criteo|taboola|outbrain|"
    r"rubiconproject|pubmatic|openx|smartadserver|adform|teads|moatads|carbonads|buysellads|mgid|revcontent)\.(?:com|net|org|tv)\b"
)
# Microdata that counts what readers do; an author's own rating is `reviewRating`.
COUNTED_PROPERTIES = frozenset({"aggregateRating", "interactionStatistic"})
# Links that share the page itself, and nothing else.
SHARERS = r"/(?:sharer?|intent|share-?article|pin/create|shareArticle)\b|[?&](?:share|shared)=|//(?:wa|t)\.me/(?:share|\?)|//api\.whatsapp\.com/send|^(?:whatsapp|tg|fb-messenger|viber):|^mailto:\?"
# Hosts of frames through which readers give money.
GIVING_FRAMES = r"//(?:www\.)?(?:donorbox|givebutter|gofundme|betterplace|ko-fi|buymeacoffee|helloasso|opencollective)\.(?:com|org|me|net)\b"
