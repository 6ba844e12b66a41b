// @vitest-environment node
import * as entry from '../../../src/server'
import { describeLinearTime } from './linear'
import { describeServer } from './suite'

describeServer('the server entry’s source', entry)
describeLinearTime(entry)
