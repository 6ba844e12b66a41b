/**
 * What is left to do when a release has been made: text for people, who do it by hand, since each step can be seen by others.
 *
 * @param files - Those of `dist/manifest.json`.
 */
export function describeSteps({ name, version, previous, files }) {
  const paths = (way) =>
    Object.values(files)
      .flatMap((file) => (file[way] ? [`     ${file[way].path}`] : []))
      .join('\n')
  const back = previous
    ? `To go back: put ${previous}'s files on the moving paths again, and \`npm dist-tag add ${name}@${previous} latest\`.`
    : 'There is no earlier version to go back to: what is published can only be replaced by a later one.'
  return `${name} ${version} is ready. Nothing is committed or published yet; \`git restore .\` takes it back.

  1. Look at it (git diff), then
     git commit --all --message "Release ${version}"
     git tag --annotate v${version} --message "${version}"
     git push --follow-tags
  2. Put the files of dist/ on the CDN as dist/manifest.json says, path by path with its headers. First the pinned paths,
     where nobody finds them yet:
${paths('pinned')}
     Fetch them, and compare each with its \`integrity\`.
  3. npm publish, which is what everybody gets who installs from now on
  4. Last the moving paths, which change for every page that names them:
${paths('moving')}
${paths('latest')}

${back}
Pinned paths stay: a page may hold their hash. Mend it, and release the next version.`
}
