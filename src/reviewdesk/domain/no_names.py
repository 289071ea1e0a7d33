"""Capitalised words that are nobody: products and services, places, languages, parts of companies.

Beside the words of every day they keep "Kubernetes Engine" and "New York" out of the list of names.
"""

_PRODUCTS = """
active airflow akamai alertmanager alibaba alma alpine amazon anaconda android angular ansible
apache apigee apple appdynamics aqua arch argo artifactory asana asus athena atlassian aurora auth
avro aws azure backblaze bamboo bazel beanstalk bigquery bigtable bing bitbucket bitcoin bitwarden
blink bluetooth boto boskos bugsnag bugzilla buildkite caddy calico cassandra celery centos ceph
chef chia chrome chromium cilium circleci cisco citrix clickhouse cloudflare cloudformation
cloudfront cloudtrail cloudwatch cockroach codecov cognito confluence consul containerd coredns
couchbase couchdb crowdstrike cypress dag dart databricks datadog debian dell deno devops discord
discourse django docker dockerhub doris drupal druid dynamo dynamodb dynatrace eclipse edge
elastic elasticache elasticsearch elixir envoy epic erlang ethernet etcd etherpad excel exchange
facebook falcon fargate fastly fedora figma firebase firefox flink fluentd flutter foundry freebsd
gerrit ghost git gitea github gitlab gluster gmail gnome golang google gradle grafana graphite
graphql groovy gunicorn hadoop hana haproxy harbor hashicorp haskell hbase helm heroku hetzner
hive honeycomb hotjar hubspot huawei iceberg icinga influx influxdb ingress instagram intel
intercom iphone istio jaeger java javascript jenkins jetty jira jit joomla julia jumpcloud juniper
jupyter kafka karpenter keycloak kibana kinesis knative kong kotlin kube kubeflow kubelet
kubernetes kustomize lambda laravel lenovo lets linkedin linkerd linux liquibase log logstash loki
looker lucene mac macos magento mailchimp mailgun mariadb mastodon matrix mattermost maven
mediawiki memcached mesos metabase microsoft miraheze mongo mongodb mozilla mulesoft mysql nagios
neo netapp netflix netlify netscaler newrelic nextcloud nexus nginx nomad notion npm nvidia nvme
oauth obsidian office okta ollama openai openshift openstack opensearch opentelemetry opera
opsgenie oracle outlook pagerduty pandas papertrail parquet paypal perl phoenix php pingdom
playwright podman postfix postgres postgresql postman power prefect presto prometheus protobuf
prow proxmox puma pulsar pulumi puppet pypi python qdrant quay rabbit rabbitmq rails rancher react
reddit redhat redis redshift rest rollbar route rsync ruby rundeck rust sage salesforce salt samba
samsung sap scala sendgrid sentry sequel server servicenow shopify sidekiq sip skype slack
snowflake snowplow solaris solr sonar sonarqube spark spinnaker splunk spotify spring sqlite squid
squarespace sre stackdriver statuspage stripe sumo supabase svelte swagger symfony synology sysdig
tableau talos teams telegram teleport tempo tensorflow terraform thanos tomcat traefik travis
trello twilio twitter typescript ubuntu unbound unicorn unix vagrant varnish vault vercel veeam
velero victoria victorops visual vitess vmware vscode vue wazuh webex webpack whatsapp wikimedia
wikipedia windows wireguard wordpress xen yaml yandex yarn youtube zabbix zendesk zoho zookeeper
zoom zscaler
"""
_PLACES = """
africa america american amsterdam antwerp arabia arizona asia asian athens atlanta auckland austin
australia australian austria austrian bangalore bangkok barcelona basel bavaria beijing belfast
belgian belgium berlin bern birmingham bogota bonn boston brazil bremen bristol britain british
brooklyn brussels bucharest budapest bulgaria cairo calgary california canada canadian cape
carolina chicago china chinese cologne colorado copenhagen croatia cyprus czech dakota dallas
danish delhi denmark denver dortmund dresden dubai dublin dusseldorf edinburgh egypt england
english essen estonia europe european finland finnish florida france frankfurt french geneva
georgia german germany ghent glasgow greece greek hamburg hanover helsinki hongkong houston
hungary iceland india indian indonesia iowa ireland irish israel istanbul italian italy jakarta
japan japanese jersey johannesburg karlsruhe kenya kiev korea korean kyiv lagos latvia leeds
leipzig lille lisbon lithuania ljubljana london los luxembourg lyon madrid malaysia malmo
manchester marseille melbourne mexico miami milan minneapolis montreal moscow mumbai munich
nairobi naples netherlands nevada new norway norwegian nuremberg ohio ontario oregon osaka oslo
ottawa oxford paris philadelphia philippines poland polish porto portland portugal portuguese
prague quebec riga rome rotterdam russia russian salzburg san santiago sao saudi scotland scottish
seattle seoul serbia shanghai singapore slovakia slovenia sofia spain spanish stockholm stuttgart
sweden swedish swiss switzerland sydney taipei taiwan tallinn texas thailand tokyo toronto
toulouse turin turkey turkish ukraine utah utrecht valencia vancouver venice vienna vietnam
vilnius virginia wales warsaw washington wellington york zagreb zurich atlantic pacific
mediterranean avenue boulevard
"""
_KINDS_OF_COMPANY = """
gmbh ltd limited inc llc ag sa sarl bv nv plc corp corporation company group holding oy ab
foundation institute university college bank airlines airways logistics insurance hospital society
association federation union council ministry
"""
NO_NAMES = frozenset(f"{_PRODUCTS} {_PLACES} {_KINDS_OF_COMPANY}".split())
