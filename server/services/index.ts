import { changePassword } from './account/change-password.ts';
import { createTenant } from './account/create-tenant.ts';
import { getAccount } from './account/get-account.ts';
import { listTenants } from './account/list-tenants.ts';
import { signUp } from './account/sign-up.ts';
import { updateAccount } from './account/update-account.ts';
import { exportAudit } from './audit/export-audit.ts';
import { listActors } from './audit/list-actors.ts';
import { listAudit } from './audit/list-audit.ts';
import { createBudget } from './budgets/create-budget.ts';
import { deleteBudget } from './budgets/delete-budget.ts';
import { getBudget } from './budgets/get-budget.ts';
import { listBudgetEvents } from './budgets/list-budget-events.ts';
import { listBudgets } from './budgets/list-budgets.ts';
import { resetBudget } from './budgets/reset-budget.ts';
import { setBudgets } from './budgets/set-budgets.ts';
import { updateBudget } from './budgets/update-budget.ts';
import { createChannel } from './channels/create-channel.ts';
import { deleteChannel } from './channels/delete-channel.ts';
import { fetchModels } from './channels/fetch-models.ts';
import { getChannel } from './channels/get-channel.ts';
import { listChannels } from './channels/list-channels.ts';
import { setChannelsEnabled } from './channels/set-channels-enabled.ts';
import { testChannel } from './channels/test-channel.ts';
import { tryUnsavedChannel } from './channels/try-unsaved-channel.ts';
import { updateChannel } from './channels/update-channel.ts';
import { countKeys } from './keys/count-keys.ts';
import { createKey } from './keys/create-key.ts';
import { keyFigures } from './keys/key-figures.ts';
import { listKeys } from './keys/list-keys.ts';
import { revokeKey } from './keys/revoke-key.ts';
import { rotateKey } from './keys/rotate-key.ts';
import { updateKey } from './keys/update-key.ts';
import { createLimit } from './limits/create-limit.ts';
import { deleteLimit } from './limits/delete-limit.ts';
import { listLimits } from './limits/list-limits.ts';
import { setLimits } from './limits/set-limits.ts';
import { updateLimit } from './limits/update-limit.ts';
import { exportLogs } from './logs/export-logs.ts';
import { getLog } from './logs/get-log.ts';
import { listLogChoices } from './logs/list-log-choices.ts';
import { searchLogs } from './logs/search-logs.ts';
import { suggestLogs } from './logs/suggest-logs.ts';
import { acceptInvitation } from './members/accept-invitation.ts';
import { getInvitation } from './members/get-invitation.ts';
import { inviteMember } from './members/invite-member.ts';
import { listInvitations } from './members/list-invitations.ts';
import { listMembers } from './members/list-members.ts';
import { removeMember } from './members/remove-member.ts';
import { renewInvitation } from './members/renew-invitation.ts';
import { revokeInvitation } from './members/revoke-invitation.ts';
import { updateMemberRole } from './members/update-member-role.ts';
import { getModel } from './models/get-model.ts';
import { listModels } from './models/list-models.ts';
import { modelFigures } from './models/model-figures.ts';
import { adjustLedger } from './platform/adjust-ledger.ts';
import { deletePlatformPrice } from './platform/delete-platform-price.ts';
import { listPlatformPrices } from './platform/list-platform-prices.ts';
import { listPlatformTenants } from './platform/list-platform-tenants.ts';
import { rotateReceiptKey } from './platform/rotate-receipt-key.ts';
import { setPlatformPrice } from './platform/set-platform-price.ts';
import { setPrivateNetworks } from './platform/set-private-networks.ts';
import { createPlaygroundKey } from './playground/create-playground-key.ts';
import { deletePrice } from './prices/delete-price.ts';
import { listPrices } from './prices/list-prices.ts';
import { setPrice } from './prices/set-price.ts';
import { listProviders } from './providers/list-providers.ts';
import { getReceipt } from './receipts/get-receipt.ts';
import { listReceiptKeys } from './receipts/list-receipt-keys.ts';
import { compareWithBill } from './reconciliation/compare-with-bill.ts';
import { explainDifference } from './reconciliation/explain-difference.ts';
import { searchEverything } from './search/search-everything.ts';
import { createTeam } from './teams/create-team.ts';
import { deleteTeam } from './teams/delete-team.ts';
import { listTeams } from './teams/list-teams.ts';
import { updateTeam } from './teams/update-team.ts';
import { getTenant } from './tenants/get-tenant.ts';
import { setRetention } from './tenants/set-retention.ts';
import { updateTenant } from './tenants/update-tenant.ts';
import { breakDownUsage } from './usage/break-down-usage.ts';
import { summarizeUsage } from './usage/summarize-usage.ts';
import { createView } from './views/create-view.ts';
import { deleteView } from './views/delete-view.ts';
import { listViews } from './views/list-views.ts';
import { updateView } from './views/update-view.ts';

/** Every operation of the control plane; the only list of them. */
export const operations = [
  getAccount,
  listTenants,
  createTenant,
  updateAccount,
  changePassword,
  signUp,
  getTenant,
  updateTenant,
  setRetention,
  listTeams,
  createTeam,
  updateTeam,
  deleteTeam,
  listMembers,
  updateMemberRole,
  removeMember,
  inviteMember,
  listInvitations,
  renewInvitation,
  revokeInvitation,
  getInvitation,
  acceptInvitation,
  listKeys,
  countKeys,
  keyFigures,
  createKey,
  updateKey,
  rotateKey,
  revokeKey,
  createPlaygroundKey,
  listLimits,
  createLimit,
  updateLimit,
  setLimits,
  deleteLimit,
  listBudgets,
  getBudget,
  createBudget,
  updateBudget,
  setBudgets,
  resetBudget,
  deleteBudget,
  listBudgetEvents,
  listChannels,
  getChannel,
  createChannel,
  updateChannel,
  deleteChannel,
  setChannelsEnabled,
  testChannel,
  tryUnsavedChannel,
  fetchModels,
  compareWithBill,
  explainDifference,
  listProviders,
  listModels,
  modelFigures,
  getModel,
  listPrices,
  setPrice,
  deletePrice,
  summarizeUsage,
  breakDownUsage,
  searchLogs,
  suggestLogs,
  listLogChoices,
  getLog,
  exportLogs,
  getReceipt,
  listReceiptKeys,
  listViews,
  createView,
  updateView,
  deleteView,
  listAudit,
  searchEverything,
  exportAudit,
  listActors,
  listPlatformTenants,
  setPrivateNetworks,
  listPlatformPrices,
  setPlatformPrice,
  deletePlatformPrice,
  rotateReceiptKey,
  adjustLedger,
] as const;

export type Operations = (typeof operations)[number];
