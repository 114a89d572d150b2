/** Who gets a new card: rules in order, the first that matches decides (R026, R049 to R052). */
import { z } from 'zod'
import { ById, endpoint, Id, Ok } from './endpoint.ts'
import { MemberBrief } from './people.ts'
import { ActivityClass, AssignmentStrategy, SourceType } from './vocabulary.ts'

const tag = 'Assignment'

export const AssignmentRuleInput = z.object({
  name: z.string().trim().min(1).max(100),
  /** Empty lists match everything. */
  channelIds: z.array(Id).max(100).default([]),
  sourceTypes: z.array(SourceType).max(50).default([]),
  activityClasses: z.array(ActivityClass).max(5).default([]),
  strategy: AssignmentStrategy,
  /** In the order of the queue. Not used by claimFirst. */
  memberIds: z.array(Id).max(200).default([]),
})
export type AssignmentRuleInput = z.infer<typeof AssignmentRuleInput>

export const AssignmentRule = AssignmentRuleInput.extend({
  id: Id,
  position: z.number().int(),
  members: z.array(MemberBrief),
})
export type AssignmentRule = z.infer<typeof AssignmentRule>

export const assignment = {
  list: endpoint('members.read', {
    method: 'GET',
    path: '/assignment-rules',
    summary: 'Rules in order',
    tag,
  }).output(z.object({ items: z.array(AssignmentRule) })),
  create: endpoint('rules.manage', { method: 'POST', path: '/assignment-rules', summary: 'Add a rule', tag })
    .input(AssignmentRuleInput)
    .output(AssignmentRule),
  update: endpoint('rules.manage', {
    method: 'PATCH',
    path: '/assignment-rules/{id}',
    summary: 'Change a rule',
    tag,
  })
    .input(ById.extend(AssignmentRuleInput.partial().shape))
    .output(AssignmentRule),
  remove: endpoint('rules.manage', {
    method: 'DELETE',
    path: '/assignment-rules/{id}',
    summary: 'Delete a rule',
    tag,
  })
    .input(ById)
    .output(Ok),
  reorder: endpoint('rules.manage', {
    method: 'PUT',
    path: '/assignment-rules/order',
    summary: 'Set the order',
    tag,
  })
    .input(z.object({ ids: z.array(Id).max(200) }))
    .output(z.object({ items: z.array(AssignmentRule) })),
}
