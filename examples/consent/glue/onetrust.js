// OneTrust → affiliate.js. Put it above OneTrust's own script. C0004 is "Targeting"; your own ids are in its console.
//
// OneTrustGroupsUpdated comes on every page and on every change. Before the visitor has decided it carries the
// defaults, where opt-in is the law without C0004: that is no answer yet, so a "no" counts once the banner is closed.
// https://developer.onetrust.com/onetrust/docs/javascript-events-guide
addEventListener('OneTrustGroupsUpdated', ({ detail: activeGroups }) => {
  const granted = activeGroups.includes('C0004')
  if (granted || OneTrust.IsAlertBoxClosed()) introw.affiliate.consent(granted)
})
