"""The pages of the desk, one module each; `ROUTES` lists them all."""

from claims.review.adding.pages import ROUTES as ADDING
from claims.review.article.claim_page import claim_page
from claims.review.article.list_page import articles_page
from claims.review.article.page import article_page
from claims.review.article.versions_page import versions_page
from claims.review.article.whole_article_pages import ROUTES as WHOLE_ARTICLES
from claims.review.dashboard.page import dashboard_page
from claims.review.decisions.bulk_page import together_page
from claims.review.decisions.decide_page import decide_page
from claims.review.exports.page import export_page, feed_page
from claims.review.exports.reports_page import ROUTES as REPORTS
from claims.review.extracting import ROUTES as EXTRACTING
from claims.review.frame.glossary_page import glossary_page
from claims.review.frame.live_page import live_page
from claims.review.home.page import home_page
from claims.review.home.search_page import search_page
from claims.review.queue.filters_page import filter_choices_page, filters_page
from claims.review.queue.page import queue_page
from claims.review.queue.waiting_page import waiting_page
from claims.review.readings.pages import ROUTES as READINGS
from claims.review.rules.page import rules_page
from claims.review.server.joining import link_page
from claims.review.sharing.pages import ROUTES as SHARING
from claims.review.source.choices_page import source_choices_page
from claims.review.source.decide_page import source_decide_page
from claims.review.source.list_page import merge_page, sources_page
from claims.review.source.page import source_page
from claims.review.story.list_page import stories_page
from claims.review.story.page import story_decide_page, story_page
from claims.review.team.adjudication_page import adjudicate_page
from claims.review.team.agreement_page import agreement_page
from claims.review.team.people_page import people_page
from claims.review.team.settings_page import settings_page
from claims.review.team.sign_in_page import sign_in_page, sign_out_page

ROUTES = (
    (r"^/$", home_page),
    (r"^/-/claims/articles$", articles_page),
    (r"^/-/claims/article/(?P<id>[^/]+)$", article_page),
    (r"^/-/claims/article/(?P<id>[^/]+)/versions$", versions_page),
    (r"^/-/claims/claim/(?P<id>[^/]+)$", claim_page),
    (r"^/-/claims/source/(?P<id>[^/]+)$", source_page),
    (r"^/-/claims/source/(?P<id>[^/]+)/merge$", merge_page),
    (r"^/-/claims/sources$", sources_page),
    (r"^/-/claims/decide-source$", source_decide_page),
    (r"^/-/claims/queue$", queue_page),
    (r"^/-/claims/waiting$", waiting_page),
    (r"^/-/claims/filters$", filters_page),
    (r"^/-/claims/filter-choices$", filter_choices_page),
    (r"^/-/claims/dashboard$", dashboard_page),
    (
        r"^/-/claims/export/(?P<kind>claim|article|story|queue|desk)/(?P<id>[^/]+)/(?P<format>[a-z]+)$",
        export_page,
    ),
    (r"^/-/claims/feed/(?P<name>[a-z]+)$", feed_page),
    (r"^/-/claims/decide$", decide_page),
    (r"^/-/claims/decide-all$", together_page),
    (r"^/-/claims/live$", live_page),
    (r"^/-/claims/source-choices$", source_choices_page),
    (r"^/-/claims/stories$", stories_page),
    (r"^/-/claims/story/(?P<id>[^/]+)$", story_page),
    (r"^/-/claims/story/(?P<id>[^/]+)/decide$", story_decide_page),
    (r"^/-/claims/search$", search_page),
    (r"^/-/claims/agreement$", agreement_page),
    (r"^/-/claims/adjudicate$", adjudicate_page),
    (r"^/-/claims/settings$", settings_page),
    (r"^/-/claims/people$", people_page),
    (r"^/-/claims/glossary$", glossary_page),
    (r"^/-/claims/rules$", rules_page),
    (r"^/-/claims/link$", link_page),
    (r"^/-/claims/sign-in$", sign_in_page),
    (r"^/-/claims/sign-out$", sign_out_page),
    *ADDING,
    *EXTRACTING,
    *WHOLE_ARTICLES,
    *READINGS,
    *REPORTS,
    *SHARING,
)

__all__ = ["ROUTES"]
