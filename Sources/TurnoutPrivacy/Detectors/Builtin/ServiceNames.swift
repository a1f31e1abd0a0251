/// The names of services that give out keys, for tokens that have no prefix of their own.
enum ServiceNames {
    /// All names, also those that are words of the language or places that hold digests: for keyed values only.
    static let all = LookBack(words: distinctNames + " " + sharedNames)

    private static let sharedNames = """
        abstract adobe agora aha airship akamai alchemy alibaba amadeus amazon ansible anthropic apollo appcues \
        artifactory artsy asana atera autopilot aws azure baidu bandwidth basecamp beamer binance bitbar \
        bitbucket blogger braintrust buildkite bulbul campayn canny canva cashboard chatbot checkout cicero \
        circleci cisco claude clerk close cloudflare cloze coda codeberg codecov cohere coin coinbase collect2 \
        commodities confluence copper couchbase courier currency currents dailyco dandelion databricks datadog \
        debounce delighted deno deputy discord ditto docker dockerhub docparser documo drona dropbox duo \
        dynalist elastic elasticsearch elevenlabs enigma envoy eraser eventbrite evernote facebook fastly fauna \
        fibery figma firebase flat flickr flight float flowflu freshdesk front fulcrum gcp gemini gengo geocode \
        giphy gitea github gitlab gitter google googlecloud grafana greenhouse guardian guru gusto happyscribe \
        harness harvest heroku hive holiday holistic honeycomb hubspot huggingface humanity hunter impala \
        instagram instana intercom jenkins jfrog jina jira jumpcloud kafka kaggle kakao kanban karma kraken \
        kucoin linear linkedin lob luno lyft magento magnetic mailchimp manifest marketstack mavenlink mesibo \
        meta metaapi metabase miro mistral mite moderation monday mongodb moralis mux naver neptune netlify news \
        nexmo nimble notion npm npmtoken nuget okta okx openai openvpn pandascore pastebin paypal percy \
        perplexity pexels phrase pinata pinterest plaid polygon portainer postbacks postgres postman prefect \
        prismic privacy proxmox pulumi pusher pypi qubole quickbooks rabbitmq railway ramp rancher raven readme \
        reddit redis refiner replicate rocketreach rubygems salesforce sanity screenshot segment semaphore \
        sentry sheety shopify shortcut simfin slack snapchat snowflake snyk sonar sonarcloud sonarqube \
        soundcloud splunk spotify sqlserver square squareapp statuspage stitchdata stormglass strapi streak \
        stripe swell synology tableau tatum teamcity teamwork telegram tencent tenor terraform thingsboard \
        thousandeyes ticketmaster tiktok tines transferwise travis trello tumblr twist twitch twitter typetalk \
        unifi unleash unsplash vagrant vault vercel viber vimeo vonage voyage walkscore wandb watson webex \
        webflow whatsapp wireguard wit wiz wordpress workday xero yandex yelp youtube zendesk zoho
        """

    /// Names that hardly mean anything else: a token a few words behind one is its key.
    static let distinctNames = """
        ably abuseipdb abyssale accuweather activecampaign adafruit adafruitio adobeio adyen adzuna aeroworkflow \
        aftership airbrake airbyte airtable airvisual aiven akeyless alconost alegra aletheia aletheiaapi \
        algolia alienvault aliyun allsports alphavantage ambee amplitude anypoint apacta api2cart apideck \
        apiflash apifonica apify apilayer apimatic apimetrics apitemplate appdynamics appfollow appointedd \
        appsynergy apptivo assemblyai atlassian atlassiandatacenter audd auth0 auth0management autodesk \
        autoklose avalara avaza aviationstack axonaut aylien ayrshare azureapimanagement azureappconfig \
        azureappconfigconnectionstring azurecontainerregistry azurecosmosdb azuredevops azuredirectmanagement \
        azureentra azurefunction azureopenai azuresearch azuresearchquery azurestorage bamboohr bannerbear \
        baremetrics beebole besnappy besttime betterstack bigcommerce billomat bitcoinaverage bitfinex bitly \
        bitmex bitstamp bitwarden blazemeter blitapp blocknative blynk bombbomb boostnote borgbase braintree \
        braintreepayments brandfetch braze brevo brightdata browserstack browshot bscscan buddyns budibase \
        bugherd bugsnag bulksms buttercms bybit caflou calendarific calendly calorieninja cannyio capsulecrm \
        captaindata carboninterface caspio censys centralstation centralstationcrm cexio chartmogul chatfule \
        checio checkly checklyhq checkmarx checkvist clarifai clearbit clickhelp clicksend clicksendsms clickup \
        cliengo clientary climacell clinchpad clockify clockworksms closecrm cloudamqp cloudconvert \
        cloudelements cloudimage cloudinary cloudmersive cloudplan cloudsmith cloverly clustdoc codacy \
        codeclimate codemagic codequiry codeship coinapi coinlayer coinlib commercejs companyhub confluent \
        constantcontact contentful conversiontools convertapi convertkit convier countrylayer coveralls \
        craftmypdf crowdin cryptocompare currencycloud currencyfreaks currencylayer currencyscoop currentsapi \
        customerguru customerio d7network dareboost databox datagov deepai deepgram deepseek demio detectify \
        detectlanguage dfuse diffbot diggernaut digitalocean digitaloceanv2 discordbot disqus dnscheck docusign \
        doordash doppler dotdigital dovico dronahq droneci duffel duply dwolla dynatrace dyspatch \
        eagleeyenetworks easypost ecostruxureit edamam edenai eightxeight elasticemail enablex endorlabs \
        etherscan ethplorer everhour exchangerateapi exchangerates exchangeratesapi exportsdk extractorapi \
        faceplusplus fastforex feedier fetchrss fileio filestack finage financialmodelingprep findl finnhub \
        firecrawl fireworks fivetran fixerio flagsmith flatio fleetbase flexport flightapi flightlabs \
        flightstats flutterwave flyio fmfw formbucket formcraft formsite fortinet foursquare frameio freshbooks \
        fullcontact fullstory fxmarket geckoboard geoapify geocodify geocodio geoipifi getemail getemails \
        getgeoapi getgist getresponse getsandbox gitguardian githubapp glassnode gocanvas gocardless godaddy \
        goodday googlegemini gorgias grafanaserviceaccount graphcms graphhopper greynoise groovehq groq gtmetrix \
        guardianapi gumroad gyazo hashicorpvault hasura helicone hellosign helpcrunch helpscout hereapi hetzner \
        hiveage holidayapi hotjar html2pdf hybiscus hypertrack ibmcloud iconfinder iexapis iexcloud imagekit \
        imagga imgix infisical infobip infura insightly instabot instamojo interseller intra42 intrinio \
        invoiceocean ip2location ipapi ipdata ipgeolocation ipinfo ipinfodb ipquality ipstack iterable jotform \
        jupiterone juro kanbantool karmacrm keenio keycloak kickbox kiteworks klarna klaviyo klipfolio \
        knapsackpro kontent kylas langchain langfuse langsmith languagelayer larksuite lastpass launchdarkly \
        leadfeeder lemlist lemonsqueezy lendflow lessannoyingcrm lexigram lightstep linearapi linemessaging \
        linenotify linkpreview linode liveagent livestorm loadmill locationiq logdna loggly loginradius logtail \
        logz logzio lokalise loyverse lunchmoney lusha m3o madkudu magicbell mailboxlayer mailerlite mailgun \
        mailjet mailjetbasicauth mailjetsms mailmodo mailsac mandrill mapbox mapquest maptiler marqeta \
        mattermost maxmind maxmindlicense meaningcloud mediastack meilisearch meistertask meraki messagebird \
        metrilo microsoftteams milvus mindmeister mixmax mixpanel mockaroo mollie monkeylearn moonclerk moosend \
        mrticktock myfreshworks myintervals nasdaqdatalink nethunt netsuite neutrinoapi newrelic \
        newrelicmobileapp newrelicpersonal newsapi newscatcher nftport ngc ngrok nicereply nightfall noticeable \
        nozbe nozbeteams npmtokenv2 numverify nutanix nutritionix nvapi nylas nytimes oanda octopusdeploy okcoin \
        omnisend onedesk onedrive onelogin onepagecrm onepassword onesignal onfleet oopspam openaiadmin \
        opencagedata openrouter openuv openweather openweathermap opsgenie optimizely overloop ovh owlbot owm \
        oxylabs packagecloud pagarme pagerduty paloalto pandadoc paperform papertrail paralleldots parsehub \
        parseur partnerstack paydirtapp paymoapp paymongo paystack pdflayer pdfshift peopledatalabs pepipost \
        pganalyze photoroom pinecone pingidentity pipedream pipedrive pivotaltracker pixabay planetscale \
        planetscaledb planviewleankit planyo plivo podio pollsapi poloniex positionstack postageapp posthog \
        postmark postmates powrbot prodpad prospectcrm proxycrawl pubnub purestake pushbullet pyowm qase qdrant \
        qiniu qualaroo quandl quicknode railwayapp rapidapi rawg raygun razorpay reachmail reactapp \
        reallysimplesystems rebrandly rechargepayments redhatpyxis rentman repairshopr replyio requestfinance \
        restpackhtmltopdfapi restpackscreenshotapi revampcrm ringcentral rippling ritekit roboflow rocketchat \
        rollbar rootly route4me rownd runrunit salesblink salescookie salesflare salesmate satismeter saucelabs \
        scaleway scalr scrapeowl scraperapi scraperbox scrapestack scrapfly scrapingant scrapingbee \
        screenshotapi screenshotlayer scrutinizerci securitytrails selectpdf sendbird sendbirdorganizationapi \
        sendgrid sendinblue sendinbluev2 sentryorg serpapi serper serphouse serpstack sherpadesk shipday shippo \
        shipstation shodan shotstack shutterstock signable signalwire signaturit signupgenius sigopt simplesat \
        simplynoted simvoly sinchmessage sirv siteleaf skrappio skybiometry smartsheets smartystreets snipcart \
        solarwinds solarwindsobservability sourcegraph sourcegraphcody sparkpost spectralops speechtextai \
        splitio splunkobservability spoonacular sportsmonk squarespace sslmate statuscake statuspal stockdata \
        storecove stormboard storyblok storychief strava stripo stytch sugester sumologic supabase supernotes \
        supernotesapi supertokens surveybot surveymonkey surveysparrow survicate swiftype tailscale tallyfy \
        tatumio tavily taxjar teamgate technicalanalysisapi tefter telegrambot teletype telnyx terraformcloud \
        testingbot textmagic theoddsapi thinkific tickettailor tiingo timecamp timezoneapi tmetric todoist toggl \
        toggltrack tokeet tomorrow tomorrowio tomtom tradier transloadit travelpayouts travisci truenas \
        trufflehogenterprise twelvedata twil twilio twitterconsumer tyntec typeform typesense ubidots uclassify \
        unifyid unplugg upcdatabase upcloud uplead uploadcare upstash uptimerobot upwave urlscan userflow \
        userstack vagrantcloud vatlayer vbout veracode verimail veriphone versioneye victorops viewneo \
        virustotal visualcrossing voiceflow voicegain voodoo voodoosms vouchery vpnapi vultr vyte weatherapi \
        weatherbit weatherstack weaviate web3storage webexbot webscraper webscraping websitepulse \
        weightsandbiases wepay whoxy wistia wix woocommerce workos worksnaps workstack worldcoinindex \
        worldweather wrike xai yodlee youneedabudget yousign zapier zendeskapi zenkit zenkitapi zenrows \
        zenscrape zenserp zeplin zerobounce zerotier zipapi zipbooks zipcode zipcodeapi zipcodebase zohocrm \
        zonka zonkafeedback zoominfo zulipchat zyte
        """
}
