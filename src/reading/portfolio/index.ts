export { readPortfolio, type PortfolioFormat, type PortfolioProject, type RepositoryRole } from './portfolio.ts';
