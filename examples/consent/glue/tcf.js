// Any IAB TCF platform → affiliate.js. Put it below the platform's stub, which defines __tcfapi.
//
// Only `tcloaded` (answered on an earlier page) and `useractioncomplete` (just now) are answers. `cmpuishown` and the
// call at registration come before one, with every consent false. Purpose 1 is "store and/or access information on a
// device". Where the GDPR does not apply the object has no `purpose` at all.
// https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework/blob/master/TCFv2/IAB%20Tech%20Lab%20-%20CMP%20API%20v2.md#addeventlistener
__tcfapi('addEventListener', 2, (tcData, success) => {
  if (!success) return
  if (tcData.gdprApplies === false) introw.affiliate.consent(true)
  else if (tcData.eventStatus === 'tcloaded' || tcData.eventStatus === 'useractioncomplete') {
    introw.affiliate.consent(tcData.purpose.consents[1] === true)
  }
})
