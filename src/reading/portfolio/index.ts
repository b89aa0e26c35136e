export { readPortfolio, type PortfolioProject, type RepositoryRole } from './portfolio.ts';
export type { PortfolioFormat } from './tree.ts';
