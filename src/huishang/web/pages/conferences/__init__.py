"""会商: from the request to the issued minutes, as each who takes part meets it."""
