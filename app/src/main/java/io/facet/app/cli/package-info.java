@NullMarked
package io.facet.app.cli;

import org.jspecify.annotations.NullMarked;
