const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/
const STEPS = ['major', 'minor', 'patch']

/**
 * The version to release.
 *
 * @param current - That of package.json.
 * @param wanted - `major`, `minor`, `patch`, or a version. Default: the current one, which must not have been released.
 * @param isReleased - Whether the current one has been.
 * @returns The version. Throws where there is none that is later.
 */
export function resolveVersion(current, wanted, isReleased) {
  if (wanted === undefined && isReleased)
    throw new Error(`${current} is released: say major, minor, patch, or a version`)
  const version =
    wanted === undefined ? current : STEPS.includes(wanted) ? step(current, STEPS.indexOf(wanted)) : wanted
  if (!VERSION.test(version)) throw new Error(`${version} is no version such as 1.2.3, and none of ${STEPS.join(', ')}`)
  const order = compare(version, current)
  if (order < 0 || (order === 0 && isReleased)) throw new Error(`${version} is not later than ${current}`)
  return version
}

const parse = (version) => version.split('.').map(Number)

/** Raises one part, and begins those behind it anew. */
function step(version, raised) {
  return parse(version)
    .map((part, index) => (index < raised ? part : index === raised ? part + 1 : 0))
    .join('.')
}

function compare(one, other) {
  const others = parse(other)
  return (
    parse(one)
      .map((part, index) => part - others[index])
      .find((difference) => difference !== 0) ?? 0
  )
}
