___TERMS_OF_SERVICE___

By creating or modifying this file you agree to Google Tag Manager's Community
Template Gallery Developer Terms of Service available at
https://developers.google.com/tag-manager/gallery-tos (or such other URL as
Google may provide), as modified from time to time.


___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Introw affiliate.js",
  "categories": [
    "AFFILIATE_MARKETING",
    "CONVERSIONS"
  ],
  "brand": {
    "id": "github.com_introw",
    "displayName": "Introw"
  },
  "description": "Remembers the click of an Introw partner's link, and records the conversion once per click. Loads affiliate.js, or reports a conversion.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "SELECT",
    "name": "tagType",
    "displayName": "Tag type",
    "macrosInSelect": false,
    "simpleValueType": true,
    "alwaysInSummary": true,
    "defaultValue": "load",
    "selectItems": [
      {
        "value": "load",
        "displayValue": "Load affiliate.js: once, on all pages"
      },
      {
        "value": "conversion",
        "displayValue": "Conversion: where a sign-up or an order has succeeded"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "publishableKey",
    "displayName": "Publishable key",
    "simpleValueType": true,
    "alwaysInSummary": true,
    "valueHint": "pk_aff_org_...",
    "help": "Of the campaign, in Introw. It begins with pk_aff_ and is public. A secret key (sk_...) belongs on a server: it is not taken.",
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      },
      {
        "type": "REGEX",
        "args": [
          "^pk_aff_[!-~]{1,121}$"
        ],
        "errorMessage": "The publishable key begins with pk_aff_. A secret key (sk_...) must never stand in a page."
      }
    ],
    "enablingConditions": [
      {
        "paramName": "tagType",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "SELECT",
    "name": "edition",
    "displayName": "Edition",
    "macrosInSelect": false,
    "simpleValueType": true,
    "alwaysInSummary": true,
    "defaultValue": "core",
    "help": "The full edition also reads consent platforms by their name, and counts forms and meetings of others.",
    "selectItems": [
      {
        "value": "core",
        "displayValue": "affiliate.js"
      },
      {
        "value": "full",
        "displayValue": "affiliate.full.js: the full edition"
      }
    ],
    "enablingConditions": [
      {
        "paramName": "tagType",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "SELECT",
    "name": "consent",
    "displayName": "Consent",
    "macrosInSelect": false,
    "simpleValueType": true,
    "alwaysInSummary": true,
    "notSetText": "Choose who knows the visitor's decision",
    "help": "Before a yes nothing is stored and nothing is sent. Told through Tag Manager, a yes is a change to granted, of ad_storage and of ad_user_data, that comes after this tag: a type without a state is undecided. A platform by its name needs the full edition.",
    "selectItems": [
      {
        "value": "required",
        "displayValue": "The page tells it: introw.affiliate.consent(true)"
      },
      {
        "value": "told",
        "displayValue": "Google Consent Mode, told through Tag Manager"
      },
      {
        "value": "granted",
        "displayValue": "None is needed here"
      },
      {
        "value": "cookiebot",
        "displayValue": "Cookiebot (full edition)"
      },
      {
        "value": "onetrust",
        "displayValue": "OneTrust (full edition)"
      },
      {
        "value": "usercentrics",
        "displayValue": "Usercentrics (full edition)"
      },
      {
        "value": "cookieyes",
        "displayValue": "CookieYes (full edition)"
      },
      {
        "value": "didomi",
        "displayValue": "Didomi (full edition)"
      },
      {
        "value": "hubspot",
        "displayValue": "HubSpot's banner (full edition)"
      },
      {
        "value": "complianz",
        "displayValue": "Complianz, WP Consent API (full edition)"
      },
      {
        "value": "tcf",
        "displayValue": "IAB TCF (full edition)"
      },
      {
        "value": "vanilla-cookieconsent",
        "displayValue": "vanilla-cookieconsent (full edition)"
      },
      {
        "value": "klaro",
        "displayValue": "Klaro (full edition)"
      },
      {
        "value": "google-consent-mode",
        "displayValue": "Google Consent Mode, as affiliate.js reads it (full edition)"
      }
    ],
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      }
    ],
    "enablingConditions": [
      {
        "paramName": "tagType",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "SIMPLE_TABLE",
    "name": "settings",
    "displayName": "Further settings",
    "newRowButtonText": "Add a setting",
    "help": "What they mean and what they take: https://github.com/introw/affiliate.js#settings",
    "simpleTableColumns": [
      {
        "type": "SELECT",
        "name": "name",
        "displayName": "Setting",
        "defaultValue": "",
        "isUnique": true,
        "macrosInSelect": false,
        "valueValidators": [
          {
            "type": "NON_EMPTY"
          }
        ],
        "selectItems": [
          {
            "value": "api-host",
            "displayValue": "api-host"
          },
          {
            "value": "cookie-domain",
            "displayValue": "cookie-domain"
          },
          {
            "value": "cookie-days",
            "displayValue": "cookie-days"
          },
          {
            "value": "hubspot",
            "displayValue": "hubspot"
          },
          {
            "value": "hubspot-meetings",
            "displayValue": "hubspot-meetings"
          },
          {
            "value": "outbox",
            "displayValue": "outbox"
          },
          {
            "value": "keep-url",
            "displayValue": "keep-url"
          },
          {
            "value": "calendly",
            "displayValue": "calendly (full edition)"
          },
          {
            "value": "cal-com",
            "displayValue": "cal-com (full edition)"
          },
          {
            "value": "chilipiper",
            "displayValue": "chilipiper (full edition)"
          },
          {
            "value": "default-com",
            "displayValue": "default-com (full edition)"
          },
          {
            "value": "marketo",
            "displayValue": "marketo (full edition)"
          },
          {
            "value": "typeform",
            "displayValue": "typeform (full edition)"
          },
          {
            "value": "contact-form-7",
            "displayValue": "contact-form-7 (full edition)"
          },
          {
            "value": "marked-forms",
            "displayValue": "marked-forms (full edition)"
          },
          {
            "value": "hidden-fields",
            "displayValue": "hidden-fields (full edition)"
          },
          {
            "value": "stripe-reference",
            "displayValue": "stripe-reference (full edition)"
          },
          {
            "value": "link-domains",
            "displayValue": "link-domains (full edition)"
          },
          {
            "value": "data-layer",
            "displayValue": "data-layer (full edition)"
          },
          {
            "value": "consent-category",
            "displayValue": "consent-category (full edition)"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "value",
        "displayName": "Value",
        "defaultValue": "",
        "valueValidators": [
          {
            "type": "NON_EMPTY"
          }
        ]
      }
    ],
    "enablingConditions": [
      {
        "paramName": "tagType",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "email",
    "displayName": "E-mail",
    "simpleValueType": true,
    "canBeEmptyString": true,
    "valueHint": "{{Customer e-mail}}",
    "help": "Of the customer, from a variable. Leave it empty where it is not known.",
    "enablingConditions": [
      {
        "paramName": "tagType",
        "paramValue": "conversion",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "SIMPLE_TABLE",
    "name": "properties",
    "displayName": "Properties",
    "newRowButtonText": "Add a property",
    "help": "Such as plan, deal value or order id. A variable without a value is left out.",
    "simpleTableColumns": [
      {
        "type": "TEXT",
        "name": "name",
        "displayName": "Name",
        "defaultValue": "",
        "isUnique": true,
        "valueValidators": [
          {
            "type": "NON_EMPTY"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "value",
        "displayName": "Value",
        "defaultValue": ""
      }
    ],
    "enablingConditions": [
      {
        "paramName": "tagType",
        "paramValue": "conversion",
        "type": "EQUALS"
      }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

// The source, its tests and its reasons: https://github.com/introw/affiliate.js/tree/main/examples/tag-manager
const addConsentListener = require('addConsentListener');
const callInWindow = require('callInWindow');
const copyFromWindow = require('copyFromWindow');
const createQueue = require('createQueue');
const encodeUriComponent = require('encodeUriComponent');
const injectScript = require('injectScript');
const makeString = require('makeString');
const makeTableMap = require('makeTableMap');
const setInWindow = require('setInWindow');

const KEY_START = 'pk_aff_';
const SCRIPT_URL = 'https://app.introw.io/affiliate.js';
const FULL_SCRIPT_URL = 'https://app.introw.io/affiliate.full.js';
/** As of the platforms that affiliate.js reads by itself: the click is stored, and the e-mail is sent. */
const CONSENT_TYPES = ['ad_storage', 'ad_user_data'];
/** What no setting can read, so that one of these is at its strictest. */
const UNREADABLE = 'unset';

/** Keeps what is called before the script has come. What is there stays: the stub of the page, or the script. */
const prepare = () => {
  let push;
  // There are no promises in here: who needs a call's result has the stub in the page.
  const keep = (name) => (argument) => {
    push([name, argument]);
  };
  const stub = {
    queue: [],
    track: keep('track'),
    consent: keep('consent'),
    ready: keep('ready'),
    getClickId: () => null
  };
  setInWindow('introw', {}, false);
  // A value is copied into the window, so that the queue is another there.
  if (setInWindow('introw.affiliate', stub, false)) push = createQueue('introw.affiliate.queue');
};

/**
 * Believes changes that are told, and nothing else: a type without a state counts as granted for Tag Manager, and so does every
 * type in a tag that is set to fire always. A no is passed on, whatever was told before.
 */
const hearConsent = () => {
  const told = {};
  const hear = (type, granted) => {
    told[type] = granted === true;
    if (!told[type]) callInWindow('introw.affiliate.consent', false);
    else if (CONSENT_TYPES.every((each) => told[each])) callInWindow('introw.affiliate.consent', true);
  };
  CONSENT_TYPES.forEach((type) => addConsentListener(type, hear));
};

/** An empty text would be a switch that is on: a variable without a value must widen nothing. */
const toParameter = (name, value) => '&' + name + '=' + encodeUriComponent(makeString(value).trim() || UNREADABLE);

const toUrl = (key) => {
  const consent = data.consent === 'told' ? 'required' : data.consent;
  const script = data.edition === 'full' ? FULL_SCRIPT_URL : SCRIPT_URL;
  return (data.settings || []).reduce(
    (url, row) => url + toParameter(row.name, row.value),
    script + '?publishable-key=' + encodeUriComponent(key) + toParameter('consent', consent)
  );
};

const load = () => {
  const key = makeString(data.publishableKey).trim();
  // A variable may hold anything: nothing of a secret key may get into a page.
  if (key.indexOf(KEY_START) !== 0) return data.gtmOnFailure();
  const url = toUrl(key);
  prepare();
  if (data.consent === 'told') hearConsent();
  injectScript(url, data.gtmOnSuccess, data.gtmOnFailure, url);
};

/** Success is that the conversion is handed over: what becomes of it is the script's concern, also on later pages. */
const convert = () => {
  prepare();
  if (typeof copyFromWindow('introw.affiliate.track') !== 'function') return data.gtmOnFailure();
  callInWindow('introw.affiliate.track', {
    email: data.email,
    properties: makeTableMap(data.properties || [], 'name', 'value')
  });
  data.gtmOnSuccess();
};

if (data.tagType === 'conversion') convert();
else load();


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "inject_script",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://app.introw.io/affiliate.js*"
              },
              {
                "type": 1,
                "string": "https://app.introw.io/affiliate.full.js*"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "access_globals",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "introw"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "introw.affiliate"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "introw.affiliate.queue"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "introw.affiliate.track"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "introw.affiliate.consent"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "access_consent",
        "versionId": "1"
      },
      "param": [
        {
          "key": "consentTypes",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ad_storage"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ad_user_data"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  }
]


___TESTS___

scenarios:
- name: Loads the script with its settings, and succeeds when it has come
  code: |-
    mock('injectScript', function(url, onSuccess) {
      onSuccess();
    });

    runCode({
      tagType: 'load',
      publishableKey: 'pk_aff_org_demo',
      edition: 'core',
      consent: 'required',
      settings: [{name: 'hubspot', value: 'off'}]
    });

    assertApi('injectScript').wasCalled();
    assertApi('addConsentListener').wasNotCalled();
    assertApi('gtmOnSuccess').wasCalled();
    assertApi('gtmOnFailure').wasNotCalled();
- name: Fails where the script does not come
  code: |-
    mock('injectScript', function(url, onSuccess, onFailure) {
      onFailure();
    });

    runCode({tagType: 'load', publishableKey: 'pk_aff_org_demo', edition: 'full', consent: 'cookiebot'});

    assertApi('gtmOnFailure').wasCalled();
    assertApi('gtmOnSuccess').wasNotCalled();
- name: Loads nothing with a secret key
  code: |-
    runCode({tagType: 'load', publishableKey: 'sk_introw_demo', edition: 'core', consent: 'granted'});

    assertApi('injectScript').wasNotCalled();
    assertApi('gtmOnFailure').wasCalled();
- name: Listens to Google Consent Mode where that decides
  code: |-
    mock('injectScript', function() {});

    runCode({tagType: 'load', publishableKey: 'pk_aff_org_demo', edition: 'core', consent: 'told'});

    assertApi('addConsentListener').wasCalled();
    assertApi('callInWindow').wasNotCalled();
- name: Hands a conversion over
  code: |-
    runCode({
      tagType: 'conversion',
      email: 'ada@example.com',
      properties: [{name: 'plan', value: 'pro'}]
    });

    assertApi('callInWindow').wasCalledWith('introw.affiliate.track', {
      email: 'ada@example.com',
      properties: {plan: 'pro'}
    });
    assertApi('gtmOnSuccess').wasCalled();
setup: ''


___NOTES___

Made from examples/tag-manager of https://github.com/introw/affiliate.js, whose tests hold it to its permissions, to the
sandboxed language, and to the settings that affiliate.js reads.
