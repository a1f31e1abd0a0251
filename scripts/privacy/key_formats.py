"""Formats of keys whose own shape gives them away, from the services' documentation. Not one key stands here: each is
drawn. In a pattern {letter:count} is a run of random characters, see common.SETS."""

import base64
import zlib

from common import BASE62, Value, chars, pattern

FORMATS = """
openai sk-{w:20}T3BlbkFJ{w:20}
openai-project sk-proj-{u:74}T3BlbkFJ{u:74}
openai-service sk-svcacct-{u:58}T3BlbkFJ{u:58}
openai-admin sk-admin-{u:58}T3BlbkFJ{u:58}
anthropic sk-ant-api03-{u:93}AA
anthropic-admin sk-ant-admin01-{u:93}AA
anthropic-oauth sk-ant-oat01-{u:93}AA
openrouter sk-or-v1-{h:64}
deepseek sk-{h:32}
groq gsk_{w:52}
xai xai-{w:80}
perplexity pplx-{w:48}
huggingface hf_{m:34}
huggingface-org api_org_{m:34}
replicate r8_{w:37}
langsmith lsv2_pt_{h:32}_{h:10}
langfuse-secret sk-lf-{h:8}-{h:4}-{h:4}-{h:4}-{h:12}
pinecone pcsk_{w:5}_{w:63}
cerebras csk-{l:48}
nvidia nvapi-{u:64}
tavily tvly-{w:32}
tavily-dev tvly-dev-{w:32}
firecrawl fc-{h:32}
fireworks fw_{w:24}
together tgp_v1_{u:43}
elevenlabs sk_{h:48}
friendli flp_{w:46}
voyage pa-{u:43}
jina jina_{h:32}{w:28}
exa-e2b e2b_{h:40}
wandb wandb_v1_{w:50}
aws-access-key AKIA{t:16}
aws-temporary ASIA{t:16}
aws-bedrock ABSK{b:109}
google-api AIza{u:35}
google-oauth-secret GOCSPX-{u:28}
google-oauth-token ya29.a0{u:120}
gcp-refresh 1//0{n:1}{u:60}
azure-client-secret {w:3}8Q~{u:34}
azure-devops {w:52}JQQJ99B{w:17}AZDO{w:4}
digitalocean dop_v1_{h:64}
digitalocean-oauth doo_v1_{h:64}
digitalocean-refresh dor_v1_{h:64}
heroku-new HRKU-AA{u:58}
flyio FlyV1 fm2_{b:120}
render rnd_{w:28}
scaleway-access SCW{L:17}
vercel-blob vercel_blob_rw_{w:16}_{w:30}
netlify nfp_{w:36}
supabase sbp_{h:40}
supabase-secret sb_secret_{u:22}_{w:8}
planetscale pscale_tkn_{u:43}
planetscale-password pscale_pw_{u:43}
neon napi_{l:64}
databricks dapi{h:32}
mongodb-service mdb_sa_sk_{u:40}
aiven AVNS_{u:20}
gitlab glpat-{u:20}
gitlab-routable glpat-{u:27}.01.{l:9}
gitlab-runner glrt-{u:20}
gitlab-deploy gldt-{u:20}
gitlab-job glcbt-{h:2}_{u:20}
gitlab-trigger glptt-{h:40}
gitlab-feed glft-{u:20}
gitlab-agent glagent-{u:50}
bitbucket ATBB{w:24}{H:8}
bitbucket-repo ATCTT3xFfGN0{u:160}={H:8}
atlassian ATATT3xFfGF0{u:170}={H:8}
npm-granular npm_{w:36}
pypi pypi-AgEIcHlwaS5vcmc{u:140}
rubygems rubygems_{h:48}
crates cio{w:32}
nuget oy2{s:43}
dockerhub dckr_pat_{u:27}
dockerhub-org dckr_oat_{u:32}
jfrog cmVmdGtu{w:56}
jfrog-api AKCp{w:69}
clojars CLOJARS_{h:60}
packagist packagist_uut_{h:60}
buildkite bkua_{h:40}
circleci CCIPAT_{w:22}_{h:40}
sonar squ_{h:40}
sonar-project sqp_{h:40}
pulumi pul-{h:40}
terraform {w:14}.atlasv1.{u:67}
vault hvs.{u:95}
vault-batch hvb.{u:140}
doppler dp.pt.{w:43}
doppler-service dp.st.prod.{w:43}
infisical st.{h:24}.{h:32}.{h:32}
onepassword-service ops_eyJ{u:300}
age AGE-SECRET-KEY-1{X:58}
tailscale tskey-auth-k{w:11}CNTRL-{w:32}
tailscale-api tskey-api-k{w:11}CNTRL-{w:32}
cloudflare-origin v1.0-{h:24}-{h:146}
grafana glsa_{w:32}_{h:8}
grafana-cloud glc_eyJ{w:120}
newrelic NRAK-{L:27}
newrelic-ingest {h:36}FFFFNRAL
newrelic-insert NRII-{u:32}
sentry-user sntryu_{h:64}
sentry-org sntrys_eyJ{w:140}_{w:43}
dynatrace dt0c01.{t:24}.{t:64}
honeycomb hcaik_01{l:56}
posthog phx_{w:43}
launchdarkly sdk-{h:8}-{h:4}-{h:4}-{h:4}-{h:12}
launchdarkly-api api-{h:8}-{h:4}-{h:4}-{h:4}-{h:12}
statsig secret-{w:43}
slack-bot xoxb-{d:12}-{d:13}-{w:24}
slack-user xoxp-{d:12}-{d:12}-{d:13}-{h:32}
slack-app xapp-1-A{L:10}-{d:13}-{h:64}
slack-config xoxe.xoxp-1-{w:166}
slack-webhook https://hooks.slack.com/services/T{L:8}/B{L:10}/{w:24}
discord-bot M{w:23}.{w:6}.{u:38}
discord-webhook https://discord.com/api/webhooks/{d:19}/{u:68}
telegram {n:1}{d:9}:AA{u:33}
twilio-key SK{h:32}
sendgrid SG.{u:22}.{u:43}
mailgun key-{h:32}
mailchimp {h:32}-us{n:1}
brevo xkeysib-{h:64}-{w:16}
brevo-smtp xsmtpsib-{h:64}-{w:16}
resend re_{w:8}_{w:24}
mailersend mlsn.{h:64}
stripe-live sk_live_{w:24}
stripe-live-long sk_live_51{w:97}
stripe-test sk_test_{w:24}
stripe-restricted rk_live_{w:99}
stripe-webhook whsec_{w:32}
square sq0atp-{u:22}
square-secret sq0csp-{u:43}
square-new EAAA{u:60}
paypal-braintree access_token$production${l:16}${h:32}
shopify shpat_{h:32}
shopify-shared shpss_{h:32}
shopify-custom shpca_{h:32}
shopify-partner shppa_{h:32}
plaid access-production-{h:8}-{h:4}-{h:4}-{h:4}-{h:12}
plaid-sandbox access-sandbox-{h:8}-{h:4}-{h:4}-{h:4}-{h:12}
adyen AQE{b:84}
flutterwave FLWSECK_TEST-{h:32}-X
razorpay rzp_live_{w:14}
gocardless live_{u:40}
duffel duffel_live_{u:43}
easypost EZAK{w:54}
shippo shippo_live_{h:40}
linear lin_api_{w:40}
linear-oauth lin_oauth_{h:64}
notion ntn_{d:11}{w:35}
notion-old secret_{w:43}
airtable pat{w:14}.{h:64}
asana 2/{d:16}/{d:16}:{h:32}
figma figd_{u:40}
contentful CFPAT-{u:43}
typeform tfp_{u:44}_{u:14}
hubspot pat-na1-{h:8}-{h:4}-{h:4}-{h:4}-{h:12}
frameio fio-u-{u:64}
readme rdme_{l:70}
postman PMAK-{h:24}-{h:34}
prefect pnu_{w:36}
facebook EAACEdEose0cBA{w:120}
facebook-page EAAG{w:160}
twitter-bearer AAAAAAAAAAAAAAAAAAAAA{w:80}
mapbox-secret sk.eyJ1Ijoi{w:70}.{u:22}
alibaba LTAI5t{w:18}
tencent AKID{w:32}
yandex-iam t1.9eu{u:80}.{u:86}
yandex-api AQVN{u:36}
yandex-passport y0_{u:55}
volcengine AKLT{w:43}
ubidots BBFF-{w:30}
adafruit aio_{w:28}
lob live_{h:35}
openshift sha256~{u:43}
rootly rootly_{h:64}
knock sk_{u:43}
clerk sk_live_{w:50}
workos sk_live_a2V5Xz{w:60}
trigger tr_prod_{w:20}
inngest signkey-prod-{h:64}
svix sk_{u:32}.eu
apify apify_api_{w:36}
scrapfly scp-live-{h:32}
endor endr+{w:16}
dropbox-short sl.{u:136}
dropbox-new sl.u.{u:150}
"""
TABLE = [tuple(line.split(" ", 1)) for line in FORMATS.strip().splitlines()]


def base62(number: int, width: int) -> str:
    out = ""
    while number:
        number, rest = divmod(number, 62)
        out = BASE62[rest] + out
    return out.rjust(width, "0")


def checked(rng, prefix: str) -> str:
    """GitHub's and npm's tokens: thirty random characters and the CRC-32 over them, in base 62."""
    body = chars(rng, BASE62, 30)
    return prefix + body + base62(zlib.crc32(body.encode()), 6)


def github_fine(rng) -> str:
    return "github_pat_11" + pattern(rng, "{L:20}_{w:59}")


SPECIAL = [("github-" + kind, lambda rng, p=prefix: checked(rng, p)) for kind, prefix in
           (("pat", "ghp_"), ("oauth", "gho_"), ("user", "ghu_"), ("server", "ghs_"), ("refresh", "ghr_"))]
SPECIAL += [("npm", lambda rng: checked(rng, "npm_")), ("github-fine", github_fine)]
NAMES = [name for name, _ in TABLE] + [name for name, _ in SPECIAL]


def api_key(rng, name: str | None = None) -> Value:
    name = name or rng.choice(NAMES)
    for known, make in SPECIAL:
        if known == name:
            return Value(make(rng), "API_KEY", name)
    form = dict(TABLE)[name]
    # A draw without a digit is possible in most formats; services' keys hardly ever look so.
    for _ in range(20):
        text = pattern(rng, form)
        if any(c.isdigit() for c in text):
            break
    return Value(text, "API_KEY", name)


def basic(user: str, password: str) -> str:
    return base64.b64encode(f"{user}:{password}".encode()).decode()
