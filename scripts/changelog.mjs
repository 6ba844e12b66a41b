const OPEN = '## Unreleased\n'

/** Whether a changelog has a closed section of this version. */
export const hasSection = (changelog, version) => changelog.includes(`\n## ${version} (`)

/** What was changed since the last release becomes this release's section, and an empty one is opened above it. */
export function closeSection(changelog, version, date) {
  const [before, rest, ...others] = changelog.split(OPEN)
  if (rest === undefined || others.length > 0) throw new Error('The changelog has no section "## Unreleased", or two')
  if (rest.trim() === '' || rest.trimStart().startsWith('## ')) throw new Error('The changelog has nothing unreleased')
  return `${before}${OPEN}\n## ${version} (${date})\n${rest}`
}
