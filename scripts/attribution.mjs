import { decodedMappings, TraceMap } from '@jridgewell/trace-mapping'

/** What no source file answers for: the wrapper around them, ends of lines, and the comment that names the map. */
export const REST = 'the build’s own'

/**
 * How many bytes of a script each of its sources has become, by the script's source map. Together they are the script.
 *
 * @param code - The script.
 * @param map - Its source map, parsed.
 * @returns Bytes by source, as the map names it, the most first.
 */
export function attribute(code, map) {
  const trace = new TraceMap(map)
  const mappings = decodedMappings(trace)
  const bytes = new Map()
  const add = (source, text) => bytes.set(source, (bytes.get(source) ?? 0) + Buffer.byteLength(text))
  for (const [index, line] of code.split(/(?<=\n)/).entries()) {
    const segments = mappings[index] ?? []
    add(REST, line.slice(0, segments[0]?.[0] ?? line.length))
    for (const [order, [column, source]] of segments.entries()) {
      const text = line.slice(column, segments[order + 1]?.[0] ?? line.length)
      add(source === undefined ? REST : (trace.sources[source] ?? REST), text)
    }
  }
  return [...bytes].filter(([, count]) => count > 0).sort(([, one], [, other]) => other - one)
}
