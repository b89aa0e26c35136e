#!/usr/bin/env node
console.log('commonwork');
