@NullMarked
package io.facet.app.cli.models;

import org.jspecify.annotations.NullMarked;
