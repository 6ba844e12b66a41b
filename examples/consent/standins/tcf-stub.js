// The stub that every TCF platform has you put into <head>: calls wait in it until the platform's script has come.
// https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework/blob/master/TCFv2/IAB%20Tech%20Lab%20-%20CMP%20API%20v2.md#how-does-the-cmp-stub-api-work
window.__tcfapi = (command, version, callback, parameter) => {
  if (command === 'ping')
    return callback({ gdprApplies: undefined, cmpLoaded: false, cmpStatus: 'stub', apiVersion: '2.0' })
  window.__tcfapi.waiting.push([command, version, callback, parameter])
}
window.__tcfapi.waiting = []
