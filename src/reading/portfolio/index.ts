export {
  PORTFOLIO_FORMATS,
  readPortfolio,
  REPOSITORY_ROLES,
  type Portfolio,
  type PortfolioFormat,
  type PortfolioOutcome,
  type PortfolioProject,
  type PortfolioRepository,
  type RepositoryRole,
} from './portfolio.ts';
