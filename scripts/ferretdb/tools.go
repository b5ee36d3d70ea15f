//go:build tools

// Package tools pins FerretDB, the MongoDB-wire server that the contract suites run against (Apache-2.0).
package tools

import _ "github.com/FerretDB/FerretDB/cmd/ferretdb"
