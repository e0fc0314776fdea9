@NullMarked
package io.facet.protocol.security;

import org.jspecify.annotations.NullMarked;
