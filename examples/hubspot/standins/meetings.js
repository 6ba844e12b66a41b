// Stands for HubSpot's MeetingsEmbedCode.js: puts the scheduling page into a frame. The page itself is
// ../frames/meeting.html. https://knowledge.hubspot.com/meetings-tool/embed-your-meetings-on-a-page
for (const box of document.querySelectorAll('.meetings-iframe-container')) {
  box.append(Object.assign(document.createElement('iframe'), { src: box.dataset.src, title: 'Book a meeting' }))
}
