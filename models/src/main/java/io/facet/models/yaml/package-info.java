/** Reads small YAML files of users strictly: bounded, with line numbers, and with messages that fit on one line. */
@NullMarked
package io.facet.models.yaml;

import org.jspecify.annotations.NullMarked;
